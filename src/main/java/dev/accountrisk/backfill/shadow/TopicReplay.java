package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.backfill.replay.PartitionApplier;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.backfill.replay.RangeLoop;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Replays partitions of one topic into shadow tables. Their own positions say how far each partition is. */
final class TopicReplay<E extends Entry> implements AutoCloseable {
    private final Topic<E> topic;
    private final Engines engines;
    private final ReferenceOwners owners;
    private final OperatorDecisions decisions;
    /** An engine remembers rows from one run of a partition to the next. */
    private final Map<Integer, Engine<E>> byPartition = new ConcurrentHashMap<>();

    TopicReplay(Topic<E> topic, Engines engines, ReferenceOwners owners, OperatorDecisions decisions) {
        this.topic = topic;
        this.engines = engines;
        this.owners = owners;
        this.decisions = decisions;
    }

    /** Resumes a partition where its position is at, up to the end of the range. */
    RangeEnd run(Range range, RangeLoop loop, ReplayThrottle throttle, RecordOrder order)
            throws SQLException, BrokerException, RefusedException {
        Source source = range.source();
        Range rest = range.from(engines.positions().create(source, range.from()).nextOffset());
        Engine<E> engine = byPartition.computeIfAbsent(source.partition(), any -> engines.open(topic));
        PartitionApplier<E> applier = new PartitionApplier<>(engine, source, rest.from(),
                () -> engines.positions().read(source.topic(), source.partition()), throttle.stop());
        return loop.run(rest, chunk -> {
            List<Received<E>> records = decisions.decode(topic, source, chunk);
            List<Received<E>> admitted = records.subList(0, order.admit(records, this::nextOffset));
            owners.settle(admitted);
            return applier.apply(admitted);
        });
    }

    private long nextOffset(int partition) throws SQLException {
        return engines.positions().read(topic.name(), partition).map(Position::nextOffset).orElse(0L);
    }

    @Override
    public void close() {
        byPartition.values().forEach(Engine::close);
        byPartition.clear();
    }
}
