package dev.accountrisk.positions;

/**
 * Who asks for a change of positions, and why.
 *
 * @param by  a name of 1 to 64 characters
 * @param why a reason of 1 to 500 characters
 * @param alongside what else is written with each change
 */
public record Decision(String by, String why, Alongside alongside) {
    private static final int BY_LENGTH_MAX = 64;
    private static final int WHY_LENGTH_MAX = 500;

    /** A decision with which nothing else is written. */
    public Decision(String by, String why) {
        this(by, why, Alongside.NOTHING);
    }

    /** Checks the lengths. */
    public Decision {
        requireLength("--who", by, BY_LENGTH_MAX);
        requireLength("--why", why, WHY_LENGTH_MAX);
    }

    private static void requireLength(String option, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new IllegalArgumentException(option + " must have 1 to " + max + " characters");
        }
    }
}
