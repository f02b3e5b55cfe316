package dev.accountrisk.console.overview;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks how long events have waited to be sent. The outbox is no entity: nobody reads its payload here. */
@Component
class OutboxReader {
    private static final String OLDEST = """
            SELECT TIMESTAMPDIFF(SECOND, create_time, UTC_TIMESTAMP(3)) FROM outbox WHERE kind = 'EVENTS'
            ORDER BY id LIMIT 1""";

    private final EntityManager entities;

    OutboxReader(EntityManager entities) {
        this.entities = entities;
    }

    /** Null if none waits. The caller has a transaction open. */
    @Nullable
    Duration oldestEventInTx() {
        List<?> seconds = entities.createNativeQuery(OLDEST, Long.class).getResultList();
        return seconds.isEmpty() ? null : Duration.ofSeconds(Math.max(0, ((Number) seconds.getFirst()).longValue()));
    }
}
