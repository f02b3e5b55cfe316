package dev.accountrisk.text;

import java.util.regex.Pattern;

/**
 * Remembers the cause that was logged last, so that a trouble that lasts is logged once per change. Numbers do not count, because
 * a time-out differs by a millisecond from try to try; an error's code does.
 */
public final class LastCause {
    private static final Pattern NUMBER = Pattern.compile("(?<!code |error )(?<!\\d)\\d+");

    private String last = "";

    /** Whether a trouble has another cause than the last one, and so is worth a line. */
    public synchronized boolean changesTo(String cause) {
        String comparable = withoutNumbers(cause);
        boolean changes = !comparable.equals(last);
        last = comparable;
        return changes;
    }

    /** The trouble is over. Returns whether there was one. */
    public synchronized boolean ends() {
        boolean ended = !last.isEmpty();
        last = "";
        return ended;
    }

    /** The same text with every number but codes masked. */
    public static String withoutNumbers(String cause) {
        return NUMBER.matcher(cause).replaceAll("#");
    }
}
