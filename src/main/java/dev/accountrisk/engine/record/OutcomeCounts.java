package dev.accountrisk.engine.record;

import dev.accountrisk.account.Outcome;

/** How many records ended with each outcome. Together they are the records consumed. */
public record OutcomeCounts(long applied, long stale, long duplicate, long refused, long parked) {
    /** No record yet. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0);

    /** The sum. */
    public OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(applied + other.applied, stale + other.stale, duplicate + other.duplicate,
                refused + other.refused, parked + other.parked);
    }

    /** The count of one outcome. */
    public long of(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> applied;
            case STALE -> stale;
            case DUPLICATE -> duplicate;
            case REFUSED -> refused;
            case PARKED -> parked;
        };
    }

    /** All records. */
    public long total() {
        return applied + stale + duplicate + refused + parked;
    }

    /** Counts while a slice is decided. */
    public static final class Tally {
        private long applied;
        private long stale;
        private long duplicate;
        private long refused;
        private long parked;

        /** Counts one record. */
        public void add(Outcome outcome) {
            switch (outcome) {
                case APPLIED -> applied++;
                case STALE -> stale++;
                case DUPLICATE -> duplicate++;
                case REFUSED -> refused++;
                case PARKED -> parked++;
            }
        }

        /** The counts so far. */
        public OutcomeCounts counts() {
            return new OutcomeCounts(applied, stale, duplicate, refused, parked);
        }
    }
}
