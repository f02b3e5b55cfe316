package dev.accountrisk.backfill;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends a range through the live engine once more. */
final class Repair {
    private final LogSource logs;
    private final Engines engines;
    private final Transactions transactions;
    private final RunFence fence;
    private final OperatorDecisions decisions;
    private final int batchRecords;

    Repair(LogSource logs, Engines engines, Transactions transactions, long run, OperatorDecisions decisions,
            int batchRecords) {
        this.logs = logs;
        this.engines = engines;
        this.transactions = transactions;
        this.fence = new RunFence(run);
        this.decisions = decisions;
        this.batchRecords = batchRecords;
    }

    /** Goes on with a range where the run stands in it; answers whether it came to its end. */
    <E extends Entry> boolean run(Topic<E> topic, Range range, Gate gate) throws SQLException, BrokerException {
        Source source = range.source();
        Stint.Standing standing = () -> transactions.runRepeatable(connection -> fence.readInTx(connection, source));
        Range rest = range.from(standing.read().map(Position::nextOffset).orElse(range.from()));
        if (rest.records() == 0) {
            return true;
        }
        Stint<E> stint = new Stint<>(engines.open(topic, fence), source, rest.from(), standing, gate.stop());
        try (LogReader reader = rest.open(logs)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(batchRecords, gate.stop()::isStopped);
                if (chunk.isEmpty() || !gate.await(chunk.size())) {
                    return !gate.stop().isStopped();
                }
                gate.passed((int) stint.apply(decisions.decode(topic, source, chunk)).total());
            }
        }
    }

    /** What became of the run's records so far. */
    OutcomeCounts counts() throws SQLException {
        return transactions.runRepeatable(fence::countsInTx);
    }
}
