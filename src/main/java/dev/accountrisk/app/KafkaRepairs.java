package dev.accountrisk.app;

import dev.accountrisk.engine.check.Repair;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.wire.OwnRecords;
import java.nio.charset.StandardCharsets;
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

    @Override
    public String send(Repair repair) throws Exception {
        byte[] key = repair.accountUuid().getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(repair.topic(), repair.partition(), key,
                repair.value());
        record.headers().add(OwnRecords.HEADER, OwnRecords.headerValue());
        kafka.send(record).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return repair.id();
    }
}
