package dev.accountrisk.positions;

import org.jspecify.annotations.Nullable;

/**
 * One position, together with the log that it belongs to.
 *
 * @param topicId    the id of the topic that the position belongs to
 * @param nextOffset the first offset that is not applied
 * @param beginning  the first offset that the log still holds, or null if the topic has no such partition
 * @param end        the last stable offset of the log, or null if the topic has no such partition
 * @param cutAt      where the log was cut off before the position, or null if it was not or nobody can know
 * @param leaderEpoch counts the leaders that the partition has had, or -1 if it is not known
 * @param pausedWhy  why an operator paused it, or null if it is not paused
 */
public record PositionView(String topic, int partition, String topicId, long nextOffset, @Nullable Long beginning,
        @Nullable Long end, @Nullable Long cutAt, int leaderEpoch, PositionState state,
        @Nullable String pausedWhy) {

    /** Whether somebody should look at it. */
    public boolean needsALook() {
        return state != PositionState.IN_LOG || pausedWhy != null;
    }
}
