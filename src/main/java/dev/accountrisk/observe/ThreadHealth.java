package dev.accountrisk.observe;

import dev.accountrisk.ingest.LiveConsumer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Alive: nothing happened that only a new process can help against. A worker that waits for a server is alive. */
public final class ThreadHealth implements HealthIndicator {
    private final LiveConsumer consumer;

    public ThreadHealth(LiveConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        String fatal = consumer.fatal();
        return fatal.isEmpty() ? Health.up().build() : Health.down().withDetail("consumer", fatal).build();
    }
}
