package dev.accountrisk.model;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends a load as fast as the broker takes it, each key's records in order, also while partitions are added to a topic: a key keeps
 * its partition. An error ends up in {@link #close()}.
 */
public final class LoadProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final int partitions;
    private boolean isInTransaction;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * A producer that waits for an unavailable broker as long as a fault may last.
     *
     * @param partitions
     *            over how many of a topic's partitions it spreads the keys
     */
    public LoadProducer(String bootstrapServers, int partitions) {
        this(bootstrapServers, partitions, Map.of());
    }

    private LoadProducer(String bootstrapServers, int partitions, Map<String, Object> more) {
        this.partitions = partitions;
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 300_000);
        producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One that sends all in a transaction, which {@link #close()} commits. */
    public static LoadProducer inTransaction(String bootstrapServers, int partitions, String transactionalId) {
        LoadProducer transactional = new LoadProducer(
                bootstrapServers,
                partitions,
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        60_000,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true));
        transactional.producer.initTransactions();
        transactional.producer.beginTransaction();
        transactional.isInTransaction = true;
        return transactional;
    }

    /** Hands a record to the producer; it may wait while the producer's buffer is full. */
    public void send(LoadRecord record) {
        var _ = producer.send(toSend(record), (metadata, error) -> {
            if (error == null) {
                sent.incrementAndGet();
            } else {
                failure.compareAndSet(null, error);
            }
        });
    }

    @SuppressWarnings("NullAway") // Kafka takes null as key, as value and as "choose any partition"
    private ProducerRecord<byte[], byte[]> toSend(LoadRecord record) {
        byte[] key = record.key();
        Integer partition = key == null ? null : Utils.toPositive(Utils.murmur2(key)) % partitions;
        return new ProducerRecord<>(record.topic(), partition, record.timestampMillis(), key, record.value());
    }

    /** How many records the broker has. */
    public long sent() {
        return sent.get();
    }

    /** Waits until the broker has all of it. */
    public void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("a record of the load was not taken: " + first, first);
        }
    }

    @Override
    public void close() {
        try (producer) {
            flush();
            if (isInTransaction) {
                producer.commitTransaction();
            }
        }
    }
}
