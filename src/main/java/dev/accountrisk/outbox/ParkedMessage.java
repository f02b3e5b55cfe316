package dev.accountrisk.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A parked record on its way to its topic: key and value as they arrived, and their source in the headers. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record ParkedMessage(String topic, int partition, long offset, long timestampMillis, String reason, String detail,
        byte @Nullable [] key, byte @Nullable [] value) {

    ProducerRecord<byte[], byte[]> toRecord(String parkedTopic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(parkedTopic, key, value);
        header(record, "parked-reason", reason);
        header(record, "parked-detail", detail);
        header(record, "source-topic", topic);
        header(record, "source-partition", Integer.toString(partition));
        header(record, "source-offset", Long.toString(offset));
        header(record, "source-timestamp", Long.toString(timestampMillis));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String text) {
        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
