package dev.accountrisk.ops;

import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.ingest.PartitionStatus;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready: everything is started and every assigned partition is being applied. */
final class WorkerHealth implements HealthIndicator {
    private final Startup startup;
    private final LiveConsumer consumer;

    WorkerHealth(Startup startup, LiveConsumer consumer) {
        this.startup = startup;
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        if (!startup.waitingFor().isEmpty()) {
            return Health.down().withDetail("waitingFor", startup.waitingFor()).build();
        }
        Health.Builder health = Health.up();
        if (!consumer.brokerProblem().isEmpty()) {
            health.down().withDetail("broker", consumer.brokerProblem());
        }
        for (Map.Entry<String, PartitionStatus> partition : consumer.statuses().entrySet()) {
            switch (partition.getValue()) {
                case PartitionStatus.Running running -> {
                }
                case PartitionStatus.Waiting(String cause) ->
                    health.down().withDetail(partition.getKey(), "waiting: " + cause);
                case PartitionStatus.Stopped(String cause) ->
                    health.down().withDetail(partition.getKey(), "stopped: " + cause);
            }
        }
        return health.build();
    }
}
