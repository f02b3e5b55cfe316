package dev.accountrisk.observe;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.locks.RedissonAccountLocks;
import dev.accountrisk.outbox.RelayObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The worker's counters and timers. Every tag has a few values, known in advance. */
public final class WorkerMetrics
        implements
            EngineObserver,
            IngestObserver,
            RelayObserver,
            RedissonAccountLocks.Observer {
    private final MeterRegistry registry;
    private final Map<Outcome, Counter> records = new EnumMap<>(Outcome.class);
    private final Map<EngineStep, Timer> steps = new EnumMap<>(EngineStep.class);
    private final Map<RedissonAccountLocks.Attempt, Timer> locks = new EnumMap<>(RedissonAccountLocks.Attempt.class);
    private final Timer batches;
    private final DistributionSummary batchRecords;
    private final Counter splits;
    private final Counter fenced;
    private final Counter events;
    private final Counter parkedRelayed;
    private final Counter undeliverable;

    /** The meters of a worker whose mappings have no filter. */
    public WorkerMetrics(MeterRegistry registry) {
        this(registry, false);
    }

    /** @param filters whether a mapping has a filter: only then records may be ignored */
    public WorkerMetrics(MeterRegistry registry, boolean filters) {
        this.registry = registry;
        for (Outcome outcome : filters
                ? EnumSet.allOf(Outcome.class)
                : EnumSet.complementOf(EnumSet.of(Outcome.IGNORED))) {
            records.put(outcome,
                    Counter.builder("account.risk.records")
                            .description("records consumed, by outcome")
                            .tag("outcome", word(outcome))
                            .register(registry));
        }
        for (EngineStep step : EngineStep.values()) {
            steps.put(step, Timer.builder("account.risk.batch.step")
                    .description("how long each step of a batch takes")
                    .tag("step", word(step))
                    .register(registry));
        }
        for (RedissonAccountLocks.Attempt attempt : RedissonAccountLocks.Attempt.values()) {
            locks.put(attempt,
                    Timer.builder("account.risk.lock")
                            .description("attempts to lock a batch's accounts in Redis")
                            .tag("result", word(attempt))
                            .register(registry));
        }
        for (String cause : new String[]{"deadlock", "lock-wait-timeout", "conflict", "lost-race", "commit-unknown"}) {
            reruns(cause);
        }
        batches = Timer.builder("account.risk.batch")
                .description("how long batches take, with all reruns")
                .register(registry);
        batchRecords = DistributionSummary.builder("account.risk.batch.records")
                .description("records per batch")
                .register(registry);
        splits = Counter.builder("account.risk.batch.splits")
                .description("how often a batch was halved to find a record that the database refuses")
                .register(registry);
        fenced = Counter.builder("account.risk.batch.fenced")
                .description("slices of a batch whose position another writer had moved")
                .register(registry);
        events = Counter.builder("account.risk.outbox.relayed")
                .tag("kind", "event")
                .description("events and parked records that the broker acknowledged")
                .register(registry);
        parkedRelayed = Counter.builder("account.risk.outbox.relayed").tag("kind", "parked").register(registry);
        undeliverable = Counter.builder("account.risk.outbox.undeliverable")
                .description("parked records that their topic refuses; they are in MySQL only")
                .register(registry);
    }

    @Override
    public void counted(String topic, OutcomeCounts counts) {
        records.forEach((outcome, counter) -> counter.increment((double) counts.of(outcome)));
    }

    @Override
    public void stepped(EngineStep step, long nanos) {
        requireNonNull(steps.get(step)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void finished(int count, long nanos) {
        batches.record(nanos, TimeUnit.NANOSECONDS);
        batchRecords.record(count);
    }

    @Override
    public void rerun(String cause) {
        reruns(cause).increment();
    }

    @Override
    public void split() {
        splits.increment();
    }

    @Override
    public void fenced() {
        fenced.increment();
    }

    @Override
    public void attempted(RedissonAccountLocks.Attempt attempt, long nanos) {
        requireNonNull(locks.get(attempt)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void relayed(long relayedEvents, long parked) {
        events.increment((double) relayedEvents);
        parkedRelayed.increment((double) parked);
    }

    @Override
    public void undeliverable() {
        undeliverable.increment();
    }

    private Counter reruns(String cause) {
        return Counter.builder("account.risk.batch.reruns")
                .description("transactions rolled back and run again")
                .tag("cause", cause)
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
