package dev.accountrisk.redrive;

import org.jspecify.annotations.Nullable;

/** Who wants something done, and why. */
public record Mandate(String who, String why, @Nullable Replacement replacement) {
    private static final int WHO_MAX = 64;
    private static final int WHY_MAX = 500;

    /** Checks the bounds of the audit's columns. */
    public Mandate {
        if (who.isBlank() || who.length() > WHO_MAX) {
            throw new IllegalArgumentException("--who: must have 1 to " + WHO_MAX + " characters");
        }
        if (why.isBlank() || why.length() > WHY_MAX) {
            throw new IllegalArgumentException("--why: must have 1 to " + WHY_MAX + " characters");
        }
    }
}
