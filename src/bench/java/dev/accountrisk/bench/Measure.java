package dev.accountrisk.bench;

import org.jspecify.annotations.Nullable;

/**
 * One round of one contender.
 *
 * @param records            how many it was given
 * @param seconds            from its first poll to its last commit
 * @param contenderMicros    processor time of the contender for a record; NaN where it is not known
 * @param mysqlMicros        the same of MySQL
 * @param contenderThreads  the contender's again, by its threads; empty where it is not known
 * @param residentMebibytes  the most memory the contender had; 0 where it is not known
 * @param verdict            of the rows it left, or null where there are none to check
 */
record Measure(long records, double seconds, double contenderMicros, double mysqlMicros, String contenderThreads,
        long residentMebibytes,
        @Nullable Verdict verdict) {
    double perSecond() {
        return records / seconds;
    }

    /** The same with the memory and the rows of the whole run that this is a part of. */
    Measure withEnd(Measure whole) {
        return new Measure(records, seconds, contenderMicros, mysqlMicros, contenderThreads, whole.residentMebibytes(),
                whole.verdict());
    }
}
