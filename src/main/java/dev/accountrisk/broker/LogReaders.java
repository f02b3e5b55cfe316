package dev.accountrisk.broker;

import dev.accountrisk.consumer.budget.BudgetedConsumer;
import dev.accountrisk.wire.RecordDecoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * Opens readers of logs. Each reader has a consumer of its own, so that several threads may read at once. What they read at once
 * is limited by its bytes after decompression, as the worker's own polls are.
 */
public final class LogReaders implements LogSource {
    private final Map<String, Object> configuration;

    /** @param client how to reach the broker; what would put the consumer into a group is left out */
    public LogReaders(Map<String, Object> client) {
        Map<String, Object> ungrouped = new HashMap<>(client);
        ungrouped.keySet().removeIf(name -> name.startsWith("group.") || name.equals("partition.assignment.strategy"));
        ungrouped.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        ungrouped.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        ungrouped.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ungrouped.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.configuration = Map.copyOf(ungrouped);
    }

    @Override
    public LogReader open(TopicPartition partition, long from, long until) {
        BudgetedConsumer consumer = new BudgetedConsumer(configuration);
        return new LogReader(consumer, () -> ReusedConsumer.close(consumer), partition, from, until);
    }

    /** Opens one consumer for one reader after another: creating a consumer takes longer than reading a few records. */
    public ReusedConsumer openReused(Collection<String> topics) throws BrokerException {
        return ReusedConsumer.open(configuration, topics);
    }

    /** Opens another cluster, with the same credentials. The caller closes it. */
    public OtherCluster openOther(String bootstrapServers) {
        return new OtherCluster(configuration, bootstrapServers);
    }

    /** Opens what finds out whether logs were cut. The caller closes it. */
    public LogHistory openHistory() {
        return new LogHistory(() -> new BudgetedConsumer(configuration));
    }

    /**
     * Reads the last records of partitions.
     *
     * @param ends    the offset after the last record to look at, by partition
     * @param records how many offsets of each partition
     * @return the valid ones, in the order of their partition
     */
    public <E> List<E> tail(Map<TopicPartition, Long> ends, int records, RecordDecoder<E> decoder)
            throws BrokerException {
        return new LogTail(configuration).read(ends, records, decoder);
    }
}
