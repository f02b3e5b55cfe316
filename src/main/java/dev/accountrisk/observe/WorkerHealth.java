package dev.accountrisk.observe;

import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.ingest.PartitionStatus;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready: everything is started and every assigned partition is being applied. */
public final class WorkerHealth implements HealthIndicator {
    private final Supplier<String> waitingFor;
    private final LiveConsumer consumer;

    /** @param waitingFor what the start waits for, or an empty text once it is done */
    public WorkerHealth(Supplier<String> waitingFor, LiveConsumer consumer) {
        this.waitingFor = waitingFor;
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        String cause = waitingFor.get();
        if (!cause.isEmpty()) {
            return Health.down().withDetail("waitingFor", cause).build();
        }
        Health.Builder health = Health.up();
        if (!consumer.brokerProblem().isEmpty()) {
            health.down().withDetail("broker", consumer.brokerProblem());
        }
        for (Map.Entry<String, PartitionStatus> partition : consumer.statuses().entrySet()) {
            switch (partition.getValue()) {
                case PartitionStatus.Running running -> {
                }
                case PartitionStatus.Waiting(String reason) ->
                    health.down().withDetail(partition.getKey(), "waiting: " + reason);
                case PartitionStatus.Stopped(String reason) ->
                    health.down().withDetail(partition.getKey(), "stopped: " + reason);
            }
        }
        return health.build();
    }
}
