package dev.accountrisk.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a load at a steady rate. */
final class PacedSender {
    private static final int LINGER_MILLIS = 5;
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private PacedSender() {}

    /** Sends all of it from a thread of its own. */
    static Thread start(BenchServers servers, String topic, Load load, long recordsPerSecond, ArrivalTimes times,
            BooleanSupplier counts) {
        return Thread.ofPlatform()
                .daemon()
                .name("sender of " + topic)
                .start(() -> send(servers, topic, load, recordsPerSecond, times, counts));
    }

    private static void send(BenchServers servers, String topic, Load load, long recordsPerSecond, ArrivalTimes times,
            BooleanSupplier counts) {
        long beganNanos = System.nanoTime();
        long[] sent = {0};
        try (KafkaProducer<String, byte[]> producer = StreamLoader.producer(servers, LINGER_MILLIS)) {
            load.replay((key, value) -> {
                while (sent[0] > (System.nanoTime() - beganNanos) / 1e9 * recordsPerSecond) {
                    LockSupport.parkNanos(WAIT_NANOS);
                }
                sent[0]++;
                boolean counted = counts.getAsBoolean();
                var _ = producer.send(new ProducerRecord<>(topic, key, value), (record, failure) -> {
                    if (failure == null) {
                        times.arrived(record, counted);
                    }
                });
            });
        }
    }
}
