package dev.accountrisk.broker;

import org.apache.kafka.common.TopicPartition;

/** Opens readers of ranges. */
@FunctionalInterface
public interface LogSource {
    /**
     * Opens a reader, which the caller closes.
     *
     * @param from  the first offset to read
     * @param until the offset after the last one to read
     */
    LogReader open(TopicPartition partition, long from, long until);
}
