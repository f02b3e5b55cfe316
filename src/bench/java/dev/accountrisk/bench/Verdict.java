package dev.accountrisk.bench;

import java.util.Locale;

/** How many of the rows that a contender left differ from the contract's. */
record Verdict(int wrongRows, int rows) {
    boolean right() {
        return wrongRows == 0;
    }

    Verdict worse(Verdict other) {
        return wrongRows >= other.wrongRows ? this : other;
    }

    @Override
    public String toString() {
        return right() ? "right" : String.format(Locale.ROOT, "WRONG: %,d of %,d rows", wrongRows, rows);
    }
}
