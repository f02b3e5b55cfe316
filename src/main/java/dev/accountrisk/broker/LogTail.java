package dev.accountrisk.broker;

import dev.accountrisk.consumer.budget.BudgetedConsumer;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.RecordDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the last records of partitions. What the log has deleted by then is skipped. */
final class LogTail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration READ_MAX = Duration.ofSeconds(60);

    private final Map<String, Object> configuration;

    LogTail(Map<String, Object> ungrouped) {
        this.configuration = new HashMap<>(ungrouped);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    <E> List<E> read(Map<TopicPartition, Long> ends, int records, RecordDecoder<E> decoder) throws BrokerException {
        if (ends.isEmpty()) {
            return List.of();
        }
        BudgetedConsumer consumer = new BudgetedConsumer(configuration);
        try {
            return read(consumer, new HashMap<>(ends), records, decoder);
        } catch (KafkaException failure) {
            throw new BrokerException("the last records of " + ends.keySet(), failure);
        } finally {
            ReusedConsumer.close(consumer);
        }
    }

    private static <E> List<E> read(BudgetedConsumer consumer, Map<TopicPartition, Long> open, int records,
            RecordDecoder<E> decoder) throws BrokerException {
        List<E> valid = new ArrayList<>();
        consumer.assign(open.keySet());
        open.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - records)));
        long untilNanos = System.nanoTime() + READ_MAX.toNanos();
        while (true) {
            open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (open.isEmpty()) {
                return valid;
            }
            if (System.nanoTime() > untilNanos) {
                throw new BrokerException("the last records of " + open.keySet() + ": not read in "
                        + READ_MAX.toSeconds() + " s");
            }
            consumer.pause(consumer.assignment().stream().filter(one -> !open.containsKey(one)).toList());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end
                        && decoder.decode(ConsumedRecords.input(record)) instanceof Decoded.Valid<E>(E entry)) {
                    valid.add(entry);
                }
            }
        }
    }
}
