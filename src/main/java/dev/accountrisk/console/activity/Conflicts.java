package dev.accountrisk.console.activity;

import java.util.Map;

/**
 * How many transactions of one partition did not commit at once, by cause.
 *
 * @param fenced        the position was not where the batch began
 * @param deadlocks     two transactions waited for each other
 * @param lockWaits     another transaction held a row for too long
 * @param conflicts     another transaction changed the same rows first
 * @param refused       MySQL refused a record of the batch
 * @param commitUnknown the commit had no answer
 */
record Conflicts(String topic, int partition, long fenced, long deadlocks, long lockWaits, long conflicts,
        long refused, long commitUnknown) {

    static Conflicts of(Activity.Failed failed) {
        Map<String, Long> counts = failed.byCause();
        return new Conflicts(failed.topic(), failed.partition(), counts.getOrDefault("FENCED", 0L),
                counts.getOrDefault("DEADLOCK", 0L), counts.getOrDefault("LOCK_WAIT", 0L),
                counts.getOrDefault("CONFLICT", 0L), counts.getOrDefault("REFUSED", 0L),
                counts.getOrDefault("COMMIT_UNKNOWN", 0L));
    }

    Conflicts plus(Conflicts other) {
        return new Conflicts(topic, partition, fenced + other.fenced, deadlocks + other.deadlocks,
                lockWaits + other.lockWaits, conflicts + other.conflicts, refused + other.refused,
                commitUnknown + other.commitUnknown);
    }

    /** The name of the partition, as in logs and alerts. */
    public String name() {
        return topic + "-" + partition;
    }

    /** All causes together. */
    public long total() {
        return fenced + reruns() + refused + commitUnknown;
    }

    /** Transactions that ran again with the same records. */
    public long reruns() {
        return deadlocks + lockWaits + conflicts;
    }
}
