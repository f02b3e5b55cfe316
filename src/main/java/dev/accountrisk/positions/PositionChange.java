package dev.accountrisk.positions;

import org.jspecify.annotations.Nullable;

/**
 * One change that was made.
 *
 * @param partition  the partition, or null if the change concerns the whole topic
 * @param oldTopicId the topic's id before, or null if it did not change
 * @param newTopicId the topic's id after, or null if it did not change
 * @param oldOffset  the position before, or null if it did not change
 * @param newOffset  the position after, or null if it did not change
 */
public record PositionChange(Action action, String topic, @Nullable Integer partition, @Nullable String oldTopicId,
        @Nullable String newTopicId, @Nullable Long oldOffset, @Nullable Long newOffset) {

    /** What was done. */
    public enum Action {
        /** The topic's new id was accepted. */
        ACCEPT,
        /** The position was moved. */
        MOVE,
        /** No worker applies its records until it is resumed. */
        PAUSE,
        /** Workers apply its records again. */
        RESUME
    }

    static PositionChange accepted(String topic, int partition, String oldTopicId, String newTopicId, long oldOffset,
            long newOffset) {
        return new PositionChange(Action.ACCEPT, topic, partition, oldTopicId, newTopicId, oldOffset, newOffset);
    }

    static PositionChange moved(String topic, int partition, long oldOffset, long newOffset) {
        return new PositionChange(Action.MOVE, topic, partition, null, null, oldOffset, newOffset);
    }

    static PositionChange paused(String topic, @Nullable Integer partition) {
        return new PositionChange(Action.PAUSE, topic, partition, null, null, null, null);
    }

    static PositionChange resumed(String topic, @Nullable Integer partition) {
        return new PositionChange(Action.RESUME, topic, partition, null, null, null, null);
    }

    /** What was changed, in one line. */
    public String describe() {
        String what = partition == null ? topic : topic + "-" + partition;
        return switch (action) {
            case ACCEPT -> what + " begins anew at " + newOffset + " under id " + newTopicId + "; it was at "
                    + oldOffset + " under id " + oldTopicId;
            case MOVE -> what + " moved from " + oldOffset + " to " + newOffset;
            case PAUSE -> what + " is paused; every worker stops applying it within seconds";
            case RESUME ->
                what + " is resumed; workers apply it again within seconds, unless another pause covers it";
        };
    }
}
