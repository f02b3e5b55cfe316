package dev.accountrisk.ops;

import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.ingest.PartitionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be looked at every second: the policy's file, and the gauges by partition. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final PolicyFile policy;
    private final LiveConsumer consumer;
    private final MultiGauge lag;
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(PolicyFile policy, LiveConsumer consumer, MeterRegistry registry) {
        this.policy = policy;
        this.consumer = consumer;
        this.lag = MultiGauge.builder("account.risk.lag.records")
                .description("records behind the position, by partition")
                .register(registry);
        Gauge.builder("account.risk.policy.broken", policy, file -> file.isBroken() ? 1 : 0)
                .description("1 while the file of the risk policy cannot be used")
                .register(registry);
        partitionGauge(registry, "running", PartitionStatus.Running.class);
        partitionGauge(registry, "waiting", PartitionStatus.Waiting.class);
        partitionGauge(registry, "stopped", PartitionStatus.Stopped.class);
        var _ = scheduler.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void partitionGauge(MeterRegistry registry, String status, Class<? extends PartitionStatus> type) {
        Gauge.builder("account.risk.partitions", consumer,
                live -> live.statuses().values().stream().filter(type::isInstance).count())
                .description("assigned partitions, by how they are doing")
                .tag("status", status)
                .register(registry);
    }

    private void tick() {
        try {
            look();
        } catch (RuntimeException bug) {
            // the scheduler would not call again
            LOG.error("the look at policy and lag failed", bug);
        }
    }

    private void look() {
        policy.reload();
        lag.register(consumer.lags()
                .entrySet()
                .stream()
                .map(entry -> MultiGauge.Row.of(
                        Tags.of("topic", entry.getKey().topic(), "partition",
                                Integer.toString(entry.getKey().partition())),
                        entry.getValue()))
                .toList(), true);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
