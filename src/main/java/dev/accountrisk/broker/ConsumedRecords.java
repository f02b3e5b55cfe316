package dev.accountrisk.broker;

import dev.accountrisk.wire.InputRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Turns Kafka's records into the project's own. */
public final class ConsumedRecords {
    private ConsumedRecords() {}

    /** What a decoder sees of a record. */
    public static InputRecord input(ConsumerRecord<byte[], byte[]> record) {
        return new InputRecord(record.key(), name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }, record.timestamp(), record.value(), record.partition(), record.offset());
    }
}
