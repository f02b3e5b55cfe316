package dev.accountrisk.engine;

import dev.accountrisk.engine.record.OutcomeCounts;

/** The result of applying a slice. */
public sealed interface ApplyResult {

    /** How many of its records are certainly committed, by outcome. */
    OutcomeCounts counts();

    /** The same result, with the counts of parts that were committed before. */
    ApplyResult after(OutcomeCounts earlier);

    /** The whole slice is committed. */
    record Done(OutcomeCounts counts) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Done(earlier.plus(counts));
        }
    }

    /** The position is not where the slice begins: another worker owns the partition, or a person moved it. */
    record FenceLost(OutcomeCounts counts) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new FenceLost(earlier.plus(counts));
        }
    }

    /** MySQL is unavailable or in trouble: the rest must be read again later. */
    record Unavailable(OutcomeCounts counts, String cause) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Unavailable(earlier.plus(counts), cause);
        }
    }

    /**
     * The outcome of a commit is unknown, and MySQL did not answer when it was asked.
     *
     * @param pending           the counts to report if the position is at or past {@code pendingNextOffset}. If it is still below,
     *                          they did not happen
     * @param pendingNextOffset the offset that the commit would have moved the position to
     */
    record Unresolved(OutcomeCounts counts, OutcomeCounts pending, long pendingNextOffset,
            String cause) implements ApplyResult {
        @Override
        public ApplyResult after(OutcomeCounts earlier) {
            return new Unresolved(earlier.plus(counts), pending, pendingNextOffset, cause);
        }
    }

    /**
     * The database refuses the next record, which is valid. It must be parked, but its bytes were not kept. So the records must be
     * read again and kept whole.
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
