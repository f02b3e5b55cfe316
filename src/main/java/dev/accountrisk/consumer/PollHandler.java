package dev.accountrisk.consumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What happens around the polls of one consumer, on its thread. */
public interface PollHandler {
    /**
     * Called before each poll; may seek, pause and resume.
     *
     * @return whether the poll may wait for records: all partitions take some
     */
    boolean beforePoll(Consumer<?, ?> consumer);

    /** Called after each poll with what it returned. The records go to Spring's listener afterwards. */
    void afterPoll(ConsumerRecords<byte[], byte[]> polled);

    /** Called when the log does not hold the consumer's position in a partition. */
    void positionLost(TopicPartition partition, String cause);

    /** Called when the consumer cannot read the records at its position in a partition. */
    void unreadable(TopicPartition partition, String cause);
}
