package dev.accountrisk.observe;

import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.ingest.partition.PartitionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The lag of each assigned partition, how long an open transaction has kept its records from being read, and how many partitions are
 * opening, running, waiting or stopped.
 */
public final class PartitionGauges {
    private static final long PERIOD_MILLIS = 1_000;

    private final LiveConsumer consumer;
    private final MultiGauge lag;
    private final MultiGauge openTransactions;

    public PartitionGauges(LiveConsumer consumer, MeterRegistry registry) {
        this.consumer = consumer;
        this.lag = MultiGauge.builder("account.risk.lag.records")
                .description("records of the partition that are not applied yet")
                .register(registry);
        this.openTransactions = MultiGauge.builder("account.risk.open.transaction.seconds")
                .description("how long an open transaction has kept records of the partition from being read")
                .register(registry);
        for (PartitionStatus.Phase phase : PartitionStatus.Phase.values()) {
            partitionGauge(registry, phase);
        }
    }

    private void partitionGauge(MeterRegistry registry, PartitionStatus.Phase phase) {
        Gauge.builder("account.risk.partitions", consumer,
                live -> live.statuses().values().stream().filter(status -> status.phase() == phase).count())
                .description("assigned partitions by status")
                .tag("status", phase.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Scheduled(initialDelay = PERIOD_MILLIS, fixedDelay = PERIOD_MILLIS)
    void refreshLag() {
        lag.register(consumer.lags()
                .entrySet()
                .stream()
                .map(entry -> MultiGauge.Row.of(tags(entry.getKey()), entry.getValue()))
                .toList(), true);
        openTransactions.register(consumer.openTransactions()
                .entrySet()
                .stream()
                .map(entry -> MultiGauge.Row.of(tags(entry.getKey()), entry.getValue().toSeconds()))
                .toList(), true);
    }

    private static Tags tags(TopicPartition id) {
        return Tags.of("topic", id.topic(), "partition", Integer.toString(id.partition()));
    }
}
