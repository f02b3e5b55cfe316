package dev.accountrisk.faults;

import dev.accountrisk.servers.KafkaServer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers for faults: whatever they send is one batch for each partition, if it fits, and compressed. */
final class Producers {
    /** Longer than the broker is ever unavailable, so that no transaction ends before its producer says so. */
    private static final int TRANSACTION_MILLIS = 120_000;
    private static final int LARGEST_BYTES = 1 << 20;

    private Producers() {}

    static KafkaProducer<byte[], byte[]> plain(KafkaServer kafka) {
        return producer(kafka, Map.of());
    }

    /** Ready to begin its first transaction; the broker ends one that this producer forgets. */
    static KafkaProducer<byte[], byte[]> transactional(KafkaServer kafka, String id) {
        KafkaProducer<byte[], byte[]> producer = producer(kafka, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS));
        producer.initTransactions();
        return producer;
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaServer kafka, Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, LARGEST_BYTES);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 200);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
