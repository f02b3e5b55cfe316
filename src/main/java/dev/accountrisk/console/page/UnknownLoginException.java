package dev.accountrisk.console.page;

/** MySQL, which knows who is logged in, did not answer. */
public final class UnknownLoginException extends RuntimeException {
    public UnknownLoginException() {
        super("MySQL did not answer: the console does not know who is logged in");
    }
}
