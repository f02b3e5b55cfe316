package dev.accountrisk.badhouse.engine;

import org.apache.kafka.clients.consumer.ConsumerRecord;

final class KnowsKafka {
    long offset(ConsumerRecord<byte[], byte[]> consumed) {
        return consumed.offset();
    }
}
