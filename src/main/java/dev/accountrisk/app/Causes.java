package dev.accountrisk.app;

import java.util.StringJoiner;

/** What went wrong, in one line: each message of the chain once, without a stack trace. */
public final class Causes {
    private Causes() {}

    public static String of(Throwable failure) {
        StringJoiner line = new StringJoiner(": ");
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (!last.contains(message)) {
                line.add(message.lines().findFirst().orElse(message));
                last = message;
            }
        }
        return line.toString();
    }
}
