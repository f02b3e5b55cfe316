package dev.accountrisk.console.page;

/** A parameter of the address is wrong; the message names it and the rule. */
public final class BadQuestionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadQuestionException(String message) {
        super(message);
    }

    /** @param cause what showed it */
    public BadQuestionException(String message, Throwable cause) {
        super(message, cause);
    }
}
