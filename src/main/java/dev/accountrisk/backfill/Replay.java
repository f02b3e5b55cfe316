package dev.accountrisk.backfill;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Replays partitions into tables beside the live ones; how far each is stands in their own positions. */
final class Replay {
    private final LogSource logs;
    private final Engines engines;
    private final ReferenceOwners owners;
    private final OperatorDecisions decisions;
    private final int batchRecords;
    /** An engine remembers rows from one leg to the next. */
    private final Map<Source, Engine<?>> remembered = new ConcurrentHashMap<>();

    Replay(LogSource logs, Engines engines, Transactions shadow, String liveSchema, OperatorDecisions decisions,
            int batchRecords) {
        this.logs = logs;
        this.engines = engines;
        this.owners = new ReferenceOwners(liveSchema, shadow);
        this.decisions = decisions;
        this.batchRecords = batchRecords;
    }

    /** Goes on with a partition up to the end of the range, wherever it stands; answers whether it came there. */
    <E extends Entry> boolean run(Topic<E> topic, Range range, Gate gate) throws SQLException, BrokerException {
        Source source = range.source();
        Position position = engines.positions().create(source, range.from());
        Range rest = range.from(position.nextOffset());
        if (rest.records() == 0) {
            return true;
        }
        @SuppressWarnings("unchecked") // a source is of one feed
        var engine = (Engine<E>) remembered.computeIfAbsent(source,
                any -> engines.open(topic));
        Stint<E> stint = new Stint<>(engine, source, rest.from(),
                () -> engines.positions().read(source.topic(), source.partition()), gate.stop());
        try (LogReader reader = rest.open(logs)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(batchRecords, gate.stop()::isStopped);
                if (chunk.isEmpty() || !gate.await(chunk.size())) {
                    return !gate.stop().isStopped();
                }
                List<Received<E>> records = decisions.decode(topic, source, chunk);
                owners.settle(records);
                OutcomeCounts counts = stint.apply(records);
                gate.passed((int) counts.total());
            }
        }
    }
}
