package dev.accountrisk.database;

import java.sql.SQLException;
import java.util.StringJoiner;

/** Explains a failure in one line, without a stack trace. */
public final class Causes {
    private Causes() {}

    /** Every message of the chain, each once. */
    public static String of(Throwable failure) {
        StringJoiner line = new StringJoiner(": ");
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = message(cause);
            if (!last.contains(message)) {
                line.add(firstLine(message));
                last = message;
            }
        }
        return line.toString();
    }

    /**
     * What the failure comes down to: the server's own words with their code, where a database server said any, else the innermost
     * message. What wraps it names a pool and the milliseconds it waited, which differ each time.
     */
    public static String innermost(Throwable failure) {
        Throwable innermost = failure;
        SQLException server = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof SQLException said && said.getErrorCode() != 0) {
                server = said;
            }
        }
        return server == null
                ? firstLine(message(innermost))
                : firstLine(message(server)) + " (MySQL error " + server.getErrorCode() + ")";
    }

    private static String message(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
