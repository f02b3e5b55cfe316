package dev.accountrisk.engine;

/** What became of a batch. */
public sealed interface ApplyResult {

    /** How many of its records are committed for certain, and as what. */
    OutcomeCounts counts();

    /** The same, when parts of the batch were committed before. */
    ApplyResult after(OutcomeCounts earlier);

    /** All of it is committed. */
    record Done(OutcomeCounts counts) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Done(earlier.plus(counts));
        }
    }

    /** The position does not stand where it should: another worker owns the partition, or a person moved it. */
    record FenceLost(OutcomeCounts counts) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new FenceLost(earlier.plus(counts));
        }
    }

    /** MySQL is away, or in trouble: the rest has to be read again, later. */
    record Unavailable(OutcomeCounts counts, String cause) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Unavailable(earlier.plus(counts), cause);
        }
    }

    /**
     * A commit's outcome is not known, and MySQL did not answer when it was asked.
     *
     * @param pending           what happened if the position stands at the offset or behind it, and did not if it stands before
     * @param pendingNextOffset that offset
     */
    record Unresolved(OutcomeCounts counts, OutcomeCounts pending, long pendingNextOffset,
            String cause) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Unresolved(earlier.plus(counts), pending, pendingNextOffset, cause);
        }
    }

    /**
     * The database refuses the next record, which is valid, so it has to be parked, and its bytes were not kept: the records have
     * to be read again and kept whole.
     */
    record Unkept(OutcomeCounts counts) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Unkept(earlier.plus(counts));
        }
    }

    /** The schema, the rights or the program is wrong: a person is needed. */
    record Stopped(OutcomeCounts counts, String cause) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Stopped(earlier.plus(counts), cause);
        }
    }
}
