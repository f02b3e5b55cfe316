package dev.accountrisk.console.page;

/** There is nothing under the address; the message says what is missing. */
public final class MissingPageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MissingPageException(String message) {
        super(message);
    }
}
