package dev.accountrisk.ingest;

import org.apache.kafka.common.TopicPartition;

/** Asks the listener container to leave partitions paused over the next polls, and to let them go on. */
interface PausedPartitions {
    void pause(TopicPartition id);

    void resume(TopicPartition id);
}
