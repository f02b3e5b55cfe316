package dev.accountrisk.observe;

import dev.accountrisk.ingest.LiveConsumer;
import java.util.Collection;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Alive: no consuming thread has ended. One that waits is alive; one that is gone comes back with the process only. */
public final class ThreadHealth implements HealthIndicator {
    private final LiveConsumer consumer;

    public ThreadHealth(LiveConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        Collection<String> dead = consumer.deadThreads();
        return dead.isEmpty() ? Health.up().build() : Health.down().withDetail("dead", dead).build();
    }
}
