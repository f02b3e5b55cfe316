package dev.accountrisk.engine.record;

/**
 * Where records come from. A topic that was deleted and recreated under its name has another id, and is another source.
 *
 * @param topic   the topic's name
 * @param topicId the topic's id, as the broker prints it
 */
public record Source(String topic, String topicId, int partition) {
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
