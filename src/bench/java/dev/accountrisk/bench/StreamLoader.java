package dev.accountrisk.bench;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills a topic before it is drained. */
final class StreamLoader {
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

    static KafkaProducer<String, byte[]> producer(BenchServers servers, int lingerMillis) {
        return new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka(),
                ProducerConfig.LINGER_MS_CONFIG, lingerMillis, ProducerConfig.BATCH_SIZE_CONFIG, 131_072,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20), new StringSerializer(), new ByteArraySerializer());
    }
}
