package dev.accountrisk.actions;

/** What a row of the audit says that something was done to. */
public final class AuditSubject {
    /** What the column holds. */
    private static final int CHARACTERS_MAX = 300;

    private AuditSubject() {}

    /** The text, or its beginning if the column does not hold all of it. */
    public static String of(String text) {
        return text.substring(0, Math.min(text.length(), CHARACTERS_MAX));
    }
}
