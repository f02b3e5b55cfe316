package dev.accountrisk.observe;

import dev.accountrisk.threads.VitalThreads;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Alive: nothing happened that only a new process can help against. A worker that waits for a server is alive. */
public final class ThreadHealth implements HealthIndicator {
    private final VitalThreads threads;

    /** @param threads those that must live */
    public ThreadHealth(VitalThreads threads) {
        this.threads = threads;
    }

    @Override
    public Health health() {
        Map<String, String> dead = threads.dead();
        return dead.isEmpty() ? Health.up().build() : Health.down().withDetails(dead).build();
    }
}
