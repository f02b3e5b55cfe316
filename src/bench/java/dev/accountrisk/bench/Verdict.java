package dev.accountrisk.bench;

import java.util.Locale;

/** How many of the rows that are left behind are not what the contract asks for. */
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
