package dev.accountrisk.engine.record;

import dev.accountrisk.account.Outcome;

/** How many records ended with each outcome. Together they are the records consumed. */
public record OutcomeCounts(long applied, long stale, long duplicate, long refused, long parked, long ignored) {
    /** No record yet. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0);

    /** The sum. */
    public OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(applied + other.applied, stale + other.stale, duplicate + other.duplicate,
                refused + other.refused, parked + other.parked, ignored + other.ignored);
    }

    /** The count of one outcome. */
    public long of(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> applied;
            case STALE -> stale;
            case DUPLICATE -> duplicate;
            case REFUSED -> refused;
            case PARKED -> parked;
            case IGNORED -> ignored;
        };
    }

    /** All records. */
    public long total() {
        return applied + stale + duplicate + refused + parked + ignored;
    }

    /** Counts while a slice is decided. */
    public static final class Tally {
        private long applied;
        private long stale;
        private long duplicate;
        private long refused;
        private long parked;
        private long ignored;

        /** Counts one record. */
        public void add(Outcome outcome) {
            add(outcome, 1);
        }

        /** Counts records that all ended in one way. */
        public void add(Outcome outcome, int records) {
            switch (outcome) {
                case APPLIED -> applied += records;
                case STALE -> stale += records;
                case DUPLICATE -> duplicate += records;
                case REFUSED -> refused += records;
                case PARKED -> parked += records;
                case IGNORED -> ignored += records;
            }
        }

        /** The counts so far. */
        public OutcomeCounts counts() {
            return new OutcomeCounts(applied, stale, duplicate, refused, parked, ignored);
        }
    }
}
