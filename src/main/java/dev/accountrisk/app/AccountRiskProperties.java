package dev.accountrisk.app;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.ingest.IngestSettings.StartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The project's own settings. */
@ConfigurationProperties("account-risk")
public record AccountRiskProperties(@DefaultValue Topics topics, @DefaultValue("auto") Lane lane,
        @DefaultValue("redisson") LockKind lock,
        @DefaultValue Risk risk, @DefaultValue("5m") Duration maxClockSkew, @DefaultValue Parking parking,
        @DefaultValue Ingest ingest, @DefaultValue RedisLock redisLock, @DefaultValue Replay backfill) {

    public AccountRiskProperties {
        if (maxClockSkew.isNegative()) {
            throw new IllegalArgumentException("account-risk.max-clock-skew must not be negative");
        }
    }

    /** The names of the topics. */
    public record Topics(@DefaultValue("account.risk.updates") String riskUpdates,
            @DefaultValue("account.commands") String commands,
            @DefaultValue("account.events") String events, @DefaultValue("account.parked") String parked) {}

    /** What keeps writers of different sources apart. */
    public enum LockKind {
        REDISSON, NONE
    }

    /** @param rememberedAccounts how many rows a worker remembers, over all its partitions; 0 for none */
    public record Risk(@DefaultValue("occurred-at") RiskOrder orderBy, @Nullable Path policyFile,
            @DefaultValue("200000") int rememberedAccounts) {}

    /** @param holdBack whether a parked command of unknown effect holds back later ones of its account */
    public record Parking(@DefaultValue("true") boolean holdBack) {}

    /**
     * The live consumer.
     *
     * @param consumers        threads that poll and decode
     * @param writers          threads that apply large batches; 0 for one a processor, and at most eight
     * @param startFrom        where a partition begins that has no position yet
     * @param acceptedTopicIds ids of topics that were made again and may begin anew
     */
    public record Ingest(@DefaultValue("1") int consumers, @DefaultValue("0") int writers,
            @DefaultValue("earliest") StartFrom startFrom,
            @DefaultValue Set<String> acceptedTopicIds) {

        private static final int WRITERS_MAX_BY_DEFAULT = 8;

        int writersOrDefault() {
            return writers > 0
                    ? writers
                    : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, WRITERS_MAX_BY_DEFAULT);
        }
    }

    /**
     * The locks in Redis.
     *
     * @param waitMax    how long a batch waits for them, and for Redis, at most
     * @param lease      when a lock that was not given back ends
     * @param retryAfter how long Redis is left alone after a failure
     */
    public record RedisLock(@DefaultValue("account-risk:lock") String group, @DefaultValue("250ms") Duration waitMax,
            @DefaultValue("30s") Duration lease, @DefaultValue("5s") Duration retryAfter) {}

    /**
     * Where a replay keeps its tables; empty for the schema's own name with {@code _shadow} or {@code _replaced} behind it.
     *
     * @param shadowSchema   tables that are replayed into
     * @param replacedSchema tables that a rebuild has replaced
     */
    public record Replay(@DefaultValue("") String shadowSchema, @DefaultValue("") String replacedSchema) {}
}
