package dev.accountrisk.app;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.backfill.LoneConsumer;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.reconcile.Logs.Partition;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the last records of partitions, as a consumer of no group. */
final class KafkaTail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long READ_NANOS_MAX = Duration.ofSeconds(60).toNanos();

    private final Map<String, Object> configuration;
    private final RiskUpdateDecoder decoder;

    KafkaTail(Map<String, Object> client, RiskUpdateDecoder decoder) {
        this.configuration = LoneConsumer.configuration(client);
        // what the log has dropped by the time it is read is not looked at
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.decoder = decoder;
    }

    /** The SETs among so many records of each partition, in the order of their partition. */
    List<RiskUpdate> sets(Map<Partition, Long> until, int records) {
        List<RiskUpdate> sets = new ArrayList<>();
        Map<TopicPartition, Long> open = new HashMap<>();
        until.forEach((partition, offset) -> open.put(new TopicPartition(partition.topic(), partition.number()),
                offset));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration)) {
            consumer.assign(open.keySet());
            open.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - records)));
            long untilNanos = System.nanoTime() + READ_NANOS_MAX;
            while (true) {
                open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (open.isEmpty()) {
                    return sets;
                }
                if (System.nanoTime() > untilNanos) {
                    throw new IllegalStateException("the last records of " + open.keySet() + " cannot be read");
                }
                consumer.pause(consumer.assignment().stream().filter(one -> !open.containsKey(one)).toList());
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end
                            && decoder.decode(ConsumedRecords
                                    .input(record)) instanceof Decoded.Valid<RiskUpdate>(RiskUpdate update)
                            && update.type() == RiskUpdate.Type.SET) {
                        sets.add(update);
                    }
                }
            }
        }
    }
}
