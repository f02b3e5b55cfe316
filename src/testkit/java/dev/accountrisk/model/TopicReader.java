package dev.accountrisk.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics, one partition after the other, from the first record to what is the last one when it starts. So an account whose
 * key moved to a partition that was added is read in its order.
 */
public final class TopicReader {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STANDS_STILL = Duration.ofMinutes(2);

    private final String bootstrapServers;

    /** A reader of one cluster; it joins no group. */
    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Hands out every record and returns where each partition ended, by {@code topic-partition}. */
    public Map<String, Long> forEach(List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            partitions.forEach(partition -> read(consumer, partition, ends.getOrDefault(partition, 0L), taker));
            return byName(ends);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long end,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long at = consumer.position(partition);
        long movedNanos = System.nanoTime();
        while (at < end) {
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < end) {
                    taker.accept(record);
                }
            });
            long next = consumer.position(partition);
            if (next != at) {
                at = next;
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STANDS_STILL.toNanos()) {
                throw new IllegalStateException("%s: nothing after %d for %s, and it ends at %d"
                        .formatted(partition, at, STANDS_STILL, end));
            }
        }
    }

    private static Map<String, Long> byName(Map<TopicPartition, Long> ends) {
        Map<String, Long> byName = new HashMap<>();
        ends.forEach((partition, end) -> byName.put(partition.toString(), end));
        return byName;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The record as the model takes it. */
    public static LogRecord logRecord(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value());
    }
}
