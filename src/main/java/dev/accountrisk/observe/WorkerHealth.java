package dev.accountrisk.observe;

import dev.accountrisk.ingest.LiveConsumer;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready: everything is started, this worker is a member of the group, and every assigned partition is being applied. A worker
 * without a partition is ready if the group is stable and every partition has another member.
 */
public final class WorkerHealth implements HealthIndicator {
    /** The detail of a worker that has not started yet: what it waits for. */
    static final String WAITING_FOR = "waitingFor";

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
            return Health.down().withDetail(WAITING_FOR, cause).build();
        }
        Map<String, String> problems = consumer.problems();
        return problems.isEmpty()
                ? Health.up().withDetails(consumer.notes()).build()
                : Health.down().withDetails(problems).build();
    }
}
