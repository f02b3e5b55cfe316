package dev.accountrisk.redrive;

import dev.accountrisk.parking.ParkedSelection;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for.
 *
 * @param first         at most this many of the selected records, those that were parked first; 0 for all
 * @param stopOnFailure whether a release ends after the first account of which a record stays parked
 * @param replacement   the corrected value of one record, or null
 */
public record RedriveRequest(ParkedSelection selection, int first, boolean stopOnFailure, String who, String why,
        @Nullable Replacement replacement) {
    private static final int WHO_MAX = 64;
    private static final int WHY_MAX = 500;

    /** Checks the bounds, among them those of the audit's columns. */
    public RedriveRequest {
        if (first < 0) {
            throw new IllegalArgumentException("--first: must be 0 or more");
        }
        if (who.isBlank() || who.length() > WHO_MAX) {
            throw new IllegalArgumentException("--who: must have 1 to " + WHO_MAX + " characters");
        }
        if (why.isBlank() || why.length() > WHY_MAX) {
            throw new IllegalArgumentException("--why: must have 1 to " + WHY_MAX + " characters");
        }
    }

    /** Which records are meant, in one line. */
    public String describe() {
        String which = selection.describe();
        return (first == 0 ? "" : "the first " + first + " of ") + which
                + (replacement == null ? "" : ", with a corrected value");
    }
}
