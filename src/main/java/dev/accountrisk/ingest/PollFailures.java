package dev.accountrisk.ingest;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What to do when the poll itself fails: a partition whose offset the log does not hold is stopped, for a consumer
 * that resets itself skips or repeats. Everything else is the broker's trouble, and polled again.
 */
final class PollFailures implements CommonErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);

    private final LivePartitions partitions;

    PollFailures(LivePartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void handleOtherException(Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container,
            boolean batchListener) {
        if (failure instanceof InvalidOffsetException invalid) {
            stop(invalid.partitions(), consumer, invalid.getClass().getSimpleName());
        } else {
            LOG.warn("a poll failed, and is tried again: {}", failure.toString());
        }
    }

    @Override
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(Exception failure, ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer, MessageListenerContainer container, Runnable invokeListener) {
        stop(records.partitions(), consumer, failure.toString());
        return ConsumerRecords.empty();
    }

    private void stop(Set<TopicPartition> ids, Consumer<?, ?> consumer, String cause) {
        for (TopicPartition id : ids) {
            LivePartition<?> partition = partitions.get(id);
            if (partition != null) {
                partition.become(new PartitionStatus.Stopped("the log cannot be read on from the position: " + cause));
                consumer.seekToBeginning(List.of(id));
            }
        }
    }
}
