package dev.accountrisk.bench;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends a steady stream to a worker that has nothing else to do. A record arrives when the broker says so in its timestamp, and
 * is committed when its partition's position is seen past it; both clocks are this machine's if the servers run here.
 */
final class LatencyProbe {
    /** Each look takes of the processors that the worker needs, and adds half of this to what is seen. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int LINGER_MILLIS = 5;
    /** First as many records as the worker can take half of the time: code that runs rarely is compiled late. */
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration SETTLED = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final double WARM_UP_SHARE = 0.5;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final BenchServers servers;
    private final String database;
    private final String topic;

    LatencyProbe(BenchServers servers, String database, String topic) {
        this.servers = servers;
        this.database = database;
        this.topic = topic;
    }

    Latency measure(double share, boolean logWriters, long recordsPerSecond, ChildProcess worker) throws Exception {
        AtomicBoolean sending = new AtomicBoolean(true);
        AtomicBoolean measuring = new AtomicBoolean();
        try (Connection connection = servers.connect(database); ArrivalTimes times = new ArrivalTimes(connection)) {
            Thread sender = Thread.ofPlatform()
                    .name("steady-sender")
                    .start(() -> send(recordsPerSecond, Math.max(share, WARM_UP_SHARE) / share, sending, measuring,
                            times));
            long beganNanos = System.nanoTime();
            Duration before = WARM_UP.plus(SETTLED);
            long endNanos = beganNanos + before.plus(MEASURED).toNanos();
            while (sending.get() || sender.isAlive() || times.isBehind()) {
                long nowNanos = System.nanoTime();
                measuring.set(nowNanos - beganNanos > before.toNanos() && nowNanos < endNanos);
                sending.set(nowNanos < endNanos);
                times.look();
                worker.requireAlive();
                if (nowNanos - endNanos > CATCH_UP.toNanos()) {
                    throw new IllegalStateException("the worker did not catch up with " + recordsPerSecond + "/s");
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            sender.join();
            double[] sorted = times.sortedMillis();
            return new Latency(share, logWriters, recordsPerSecond, sorted.length, percentile(sorted, 0.5),
                    percentile(sorted, 0.99), sorted[sorted.length - 1]);
        }
    }

    static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private static double due(double seconds, double recordsPerSecond, double warmUpFactor) {
        return recordsPerSecond * (seconds + Math.min(seconds, (double) WARM_UP.toSeconds()) * (warmUpFactor - 1));
    }

    private void send(long recordsPerSecond, double warmUpFactor, AtomicBoolean sending, AtomicBoolean measuring,
            ArrivalTimes times) {
        RiskStream stream = new RiskStream(recordsPerSecond, 100_000, Integer.MAX_VALUE);
        long beganNanos = System.nanoTime();
        AtomicLong sent = new AtomicLong();
        try (KafkaProducer<String, byte[]> producer = StreamLoader.producer(servers, LINGER_MILLIS)) {
            stream.replayWhile(sending::get, update -> {
                while (sent.get() > due((System.nanoTime() - beganNanos) / 1e9, (double) recordsPerSecond,
                        warmUpFactor)) {
                    LockSupport.parkNanos(LOOK_EVERY_NANOS);
                }
                boolean counts = measuring.get();
                sent.incrementAndGet();
                var _ = producer.send(new ProducerRecord<>(topic, update.accountUuid(), update.value()),
                        (record, failure) -> {
                            if (failure == null) {
                                times.arrived(record, counts);
                            }
                        });
            });
        }
    }
}
