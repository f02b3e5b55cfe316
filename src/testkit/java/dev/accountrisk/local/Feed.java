package dev.accountrisk.local;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;

/** Sends traffic at a steady rate on its own thread, until it is stopped or the traffic ends. */
final class Feed implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LINES_MAX = 200_000;

    private final Traffic traffic;
    private final int recordsPerSecond;
    private final KafkaProducer<Bytes, Bytes> producer;
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("feed").unstarted(this::run);
    private volatile boolean stopped;
    /** By topic, partition and offset. */
    private final Map<String, Long> lines = new ConcurrentHashMap<>();

    Feed(Traffic traffic, int recordsPerSecond, String bootstrapServers) {
        this.traffic = traffic;
        this.recordsPerSecond = recordsPerSecond;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 5),
                new BytesSerializer(), new BytesSerializer());
    }

    void start() {
        thread.start();
    }

    long sent() {
        return sent.get();
    }

    /** Whether all traffic was sent. */
    boolean isDone() {
        return !stopped && !thread.isAlive();
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
        traffic.close();
    }

    private void run() {
        long startNanos = System.nanoTime();
        Optional<FeedRecord> next = traffic.next();
        while (!stopped && next.isPresent()) {
            if (isDue(System.nanoTime() - startNanos)) {
                send(next.get());
                next = traffic.next();
            } else {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        producer.flush();
    }

    private boolean isDue(long elapsedNanos) {
        return recordsPerSecond == 0 || sent.get() < elapsedNanos / NANOS_PER_SECOND * recordsPerSecond;
    }

    private void send(FeedRecord next) {
        var record = new ProducerRecord<>(next.kind().topic(), null, next.timestampMillis(), next.key(), next.value());
        next.headers().forEach((name, text) -> record.headers().add(name, text.get()));
        var _ = producer.send(record, (where, failure) -> {
            if (failure == null && next.line() > 0 && lines.size() < LINES_MAX) {
                lines.put(where.topic() + "-" + where.partition() + "-" + where.offset(), next.line());
            }
        });
        sent.incrementAndGet();
    }

    /** The line of the user's file that a record came from; empty for another record. */
    Optional<Long> line(String topic, int partition, long offset) {
        return Optional.ofNullable(lines.get(topic + "-" + partition + "-" + offset));
    }
}
