package dev.accountrisk.console.partitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One partition: MySQL's position, and what the worker says that has it.
 *
 * @param nextOffset the first offset that is not applied
 * @param lag        records that are not applied yet, or null if no worker knows
 * @param end        where its log ended at the worker's last look, or null if no worker knows
 * @param owner      the worker that has it, or null if none reports it
 * @param status     {@code RUNNING}, {@code OPENING}, {@code WAITING}, {@code STOPPED}, or {@code NO_WORKER}
 * @param cause      why it is not running, or an empty text
 * @param pausedWhy  why an operator paused it, or null
 */
public record PartitionView(String topic, int partition, String topicId, long nextOffset, @Nullable Long lag,
        @Nullable Long end,
        @Nullable String owner, String status, String cause, @Nullable String pausedWhy, Outcomes outcomes,
        Instant movedAt) {
    static final String NO_WORKER = "NO_WORKER";

    /** The name that logs and alerts use. */
    public String name() {
        return topic + "-" + partition;
    }

    /** Whether its records are being applied. */
    public boolean running() {
        return status.equals("RUNNING");
    }
}
