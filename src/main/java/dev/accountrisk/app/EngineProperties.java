package dev.accountrisk.app;

import dev.accountrisk.engine.Lane;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How batches are applied, whatever their topic.
 *
 * @param lane         which accounts are locked: only those whose old state is needed, or all
 * @param lock         what keeps writers of different sources apart
 * @param maxClockSkew how far a record's occurredAt may be after its timestamp
 */
@ConfigurationProperties("account-risk")
record EngineProperties(@DefaultValue("auto") Lane lane, @DefaultValue("redisson") LockKind lock,
        @DefaultValue("5m") Duration maxClockSkew) {
    EngineProperties {
        if (maxClockSkew.isNegative()) {
            throw new IllegalArgumentException("account-risk.max-clock-skew must not be negative");
        }
    }

    /** What keeps writers of different sources apart. */
    enum LockKind {
        /** Locks in Redis, which save work. */
        REDISSON,
        /** Nothing: rows are locked in MySQL, as ever. */
        NONE
    }
}
