package dev.accountrisk.backfill.plan;

import dev.accountrisk.engine.Topic;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator asks for.
 *
 * @param topics            their names; empty for all that are consumed
 * @param from              as it was written
 * @param until             as it was written
 * @param runName           a name that the processes of one run share; empty for none
 * @param resume            whether to continue an unfinished run of the same specification
 * @param acceptDifferences whether a rebuild swaps although its tables differ from the live ones
 * @param recordsPerSecond  0 for no limit
 * @param batchRecords      the most records of a transaction
 * @param parallel          how many partitions are read at once
 * @param lagMax            the lag of live consumers, in records, above which they have priority
 */
public record BackfillSettings(Mode mode, List<String> topics, String from, String until, Shard shard, String runName,
        boolean resume, boolean acceptDifferences, int recordsPerSecond, int batchRecords, int parallel, long lagMax) {
    /** The most records of a transaction, whatever the topic. */
    public static final int BATCH_MAX = 60_000;

    private static final Pattern RUN_NAME = Pattern.compile("[A-Za-z0-9._-]{0,64}");

    /** Checks the bounds. */
    public BackfillSettings {
        topics = List.copyOf(topics);
        var _ = Bound.from(from);
        var _ = Bound.until(until);
        if (!RUN_NAME.matcher(runName).matches()) {
            throw new IllegalArgumentException("--run-name: must be at most 64 letters, digits, '.', '_' or '-'");
        }
        if (acceptDifferences && mode != Mode.REBUILD) {
            throw new IllegalArgumentException("--accept-differences: only a rebuild takes it");
        }
        if (recordsPerSecond < 0) {
            throw new IllegalArgumentException("--rate: must be 0 or more");
        }
        if (batchRecords < 1 || batchRecords > BATCH_MAX) {
            throw new IllegalArgumentException("--batch: must be from 1 to " + BATCH_MAX);
        }
        if (parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("--parallel: must be from 1 to 64");
        }
        if (lagMax < 0) {
            throw new IllegalArgumentException("--lag: must be 0 or more");
        }
    }

    /**
     * The most records of a transaction of this topic: no more than its live consumer takes. Many risk updates of one account become
     * one row, so their transactions are large.
     */
    public int batchRecords(Topic<?> topic) {
        return Math.min(batchRecords, topic.waitingRecordsMax());
    }

    /**
     * What two processes must share to work on one run.
     *
     * @param read the topics that the run reads: under another mapping their records are other events, and under another policy
     *             they have other effects
     */
    public String specification(List<Topic<?>> read) {
        String mapped = read.stream()
                .flatMap(topic -> topic.mapping().map(mapping -> topic.name() + "=" + mapping).stream())
                .collect(Collectors.joining(","));
        String policies = read.stream().flatMap(topic -> topic.policy().stream()).collect(Collectors.joining(","));
        return mode + " " + String.join(",", topics) + " from " + from + " until " + until + " by " + shard.count()
                + (runName.isEmpty() ? "" : " named " + runName) + (mapped.isEmpty() ? "" : " mapped " + mapped)
                + (policies.isEmpty() ? "" : " under " + policies);
    }
}
