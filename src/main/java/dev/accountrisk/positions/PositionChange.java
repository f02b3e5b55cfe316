package dev.accountrisk.positions;

import org.jspecify.annotations.Nullable;

/**
 * One change that was made.
 *
 * @param oldTopicId the topic's id before, or null if it did not change
 * @param newTopicId the topic's id after, or null if it did not change
 */
public record PositionChange(Action action, String topic, int partition, @Nullable String oldTopicId,
        @Nullable String newTopicId, long oldOffset, long newOffset) {

    /** What was done. */
    public enum Action {
        /** The topic's new id was accepted. */
        ACCEPT,
        /** The position was moved. */
        MOVE
    }

    static PositionChange accepted(String topic, int partition, String oldTopicId, String newTopicId, long oldOffset,
            long newOffset) {
        return new PositionChange(Action.ACCEPT, topic, partition, oldTopicId, newTopicId, oldOffset, newOffset);
    }

    static PositionChange moved(String topic, int partition, long oldOffset, long newOffset) {
        return new PositionChange(Action.MOVE, topic, partition, null, null, oldOffset, newOffset);
    }
}
