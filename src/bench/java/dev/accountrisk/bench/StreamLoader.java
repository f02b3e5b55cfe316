package dev.accountrisk.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills a topic before it is drained. */
final class StreamLoader {
    private static final int TRANSACTION_MILLIS_MAX = 900_000;

    private StreamLoader() {}

    static void load(BenchServers servers, String topic, Load load) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer = producer(servers, 20)) {
            load.replay((key, value) -> {
                var _ = producer.send(new ProducerRecord<>(topic, key, value), (sent, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
            });
        }
        if (failure.get() != null) {
            throw new IllegalStateException("topic " + topic + " cannot be filled", failure.get());
        }
    }

    /** A producer whose records nobody sees before it commits; it has begun no transaction yet. */
    static KafkaProducer<String, byte[]> transactionalProducer(BenchServers servers, String id) {
        Map<String, Object> configuration = configuration(servers, 20);
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS_MAX);
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(configuration, new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    static KafkaProducer<String, byte[]> producer(BenchServers servers, int lingerMillis) {
        return new KafkaProducer<>(configuration(servers, lingerMillis), new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Map<String, Object> configuration(BenchServers servers, int lingerMillis) {
        return new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka(),
                ProducerConfig.LINGER_MS_CONFIG, lingerMillis, ProducerConfig.BATCH_SIZE_CONFIG, 131_072,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20));
    }
}
