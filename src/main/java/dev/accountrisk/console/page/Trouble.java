package dev.accountrisk.console.page;

/**
 * Something that is wrong, for the top of a page.
 *
 * @param what    what happened
 * @param meaning what it means for the data
 * @param advice  what to do about it
 * @param link    the page that shows more
 */
public record Trouble(Weight weight, String what, String meaning, String advice, String link) {
    /** How much it matters. */
    public enum Weight {
        /** Somebody should look at it today. */
        WARN,
        /** Somebody must act now. */
        BAD
    }
}
