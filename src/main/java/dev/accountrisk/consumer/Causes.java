package dev.accountrisk.consumer;

import org.springframework.core.NestedExceptionUtils;

/** Says in one line what went wrong. */
public final class Causes {
    private Causes() {}

    /** The class and the first line of the message of the innermost cause. */
    public static String innermost(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
    }
}
