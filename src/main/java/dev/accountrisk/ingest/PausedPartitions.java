package dev.accountrisk.ingest;

import org.apache.kafka.common.TopicPartition;

/**
 * Asks the listener container to pause partitions from the next poll on, and to let them go on. The container alone pauses the
 * consumer: one that is paused behind its back, and let go on before the container has seen the request, stays paused for ever.
 */
interface PausedPartitions {
    void pause(TopicPartition id);

    void resume(TopicPartition id);
}
