package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.backfill.replay.PartitionApplier;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Replays partitions of one topic into shadow tables. Their own positions say how far each partition is. */
final class TopicReplay<E extends Entry> implements AutoCloseable {
    private final Topic<E> topic;
    private final Engines engines;
    private final Transactions shadow;
    private final String liveSchema;
    private final List<NameOwners<E>> owners;
    private final OperatorDecisions decisions;
    /** An engine remembers rows from one run of a partition to the next. */
    private final Map<Integer, Engine<E>> byPartition = new ConcurrentHashMap<>();

    TopicReplay(Topic<E> topic, Engines engines, Transactions shadow, String liveSchema, OperatorDecisions decisions) {
        this.topic = topic;
        this.engines = engines;
        this.shadow = shadow;
        this.liveSchema = liveSchema;
        this.owners = topic.uniqueNames().stream().map(names -> new NameOwners<>(names, liveSchema, shadow)).toList();
        this.decisions = decisions;
    }

    /**
     * Resumes a partition where its position is at, up to the end of the range.
     *
     * @param moved accounts with records in several partitions; null for a topic whose order needs no care
     */
    RangeEnd run(Range range, ShadowReplay.Reading reading, @Nullable Set<String> moved)
            throws SQLException, BrokerException, RefusedException {
        Source source = range.source();
        Range rest = range.from(engines.positions().create(source, range.from()).nextOffset());
        engines.positions().noteMapping(source, topic.mapping());
        Engine<E> engine = byPartition.computeIfAbsent(source.partition(), any -> engines.open(topic));
        PartitionApplier<E> applier = new PartitionApplier<>(engine, source, rest.from(),
                () -> engines.positions().read(source.topic(), source.partition()), reading.throttle().stop());
        RecordOrder<E> order = moved == null
                ? RecordOrder.ofPartition()
                : new AccountOrder<>(topic, source, shadow, liveSchema, moved);
        return reading.loop(topic).run(rest, chunk -> {
            List<Received<E>> records = decisions.decode(topic, source, chunk);
            List<Received<E>> admitted = records.subList(0, order.admit(records, this::nextOffset));
            for (NameOwners<E> each : owners) {
                each.settle(admitted);
            }
            return applier.apply(admitted);
        });
    }

    private long nextOffset(int partition) throws SQLException {
        return engines.positions().read(topic.name(), partition).map(Position::nextOffset).orElse(0L);
    }

    void dropUnusedClaims() throws SQLException {
        for (NameOwners<E> each : owners) {
            each.dropUnused();
        }
    }

    @Override
    public void close() {
        byPartition.values().forEach(Engine::close);
        byPartition.clear();
    }
}
