package dev.accountrisk.app;

import dev.accountrisk.engine.check.Repair;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.wire.OwnRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends repairs as ordinary records to the workers' topics. */
final class KafkaRepairs implements Repairs {
    private static final long TIMEOUT_SECONDS = 60;

    private final KafkaTemplate<byte[], byte[]> kafka;

    KafkaRepairs(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /** A topic that was made again may have fewer partitions. Kafka's client would wait for the others. */
    @Override
    public String obstacle(Repair repair) {
        int partitions = kafka.partitionsFor(repair.topic()).size();
        return repair.partition() != null && repair.partition() >= partitions
                ? "partition " + repair.partition() + " of " + repair.topic() + " does not exist any more, it has "
                        + partitions
                : "";
    }

    @Override
    public void send(List<Repair> repairs, long timestampMillis) throws Exception {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Repair repair : repairs) {
            sent.add(kafka.send(record(repair, timestampMillis)));
        }
        kafka.flush();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static ProducerRecord<byte[], byte[]> record(Repair repair, long timestampMillis) {
        byte[] key = repair.accountUuid().getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(repair.topic(), repair.partition(),
                timestampMillis, key, repair.value());
        record.headers().add(OwnRecords.HEADER, OwnRecords.headerValue());
        return record;
    }
}
