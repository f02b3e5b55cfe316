package dev.accountrisk.backfill;

import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.OutcomeCounts;
import dev.accountrisk.apply.Position;
import dev.accountrisk.apply.Source;
import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends a range through the live engine once more. */
final class Repair {
    private final Consumers consumers;
    private final Engines engines;
    private final Transactions transactions;
    private final RunFence fence;
    private final OperatorDecisions decisions;
    private final int batchRecords;

    Repair(Consumers consumers, Engines engines, Transactions transactions, long run, OperatorDecisions decisions,
            int batchRecords) {
        this.consumers = consumers;
        this.engines = engines;
        this.transactions = transactions;
        this.fence = new RunFence(run);
        this.decisions = decisions;
        this.batchRecords = batchRecords;
    }

    /** Goes on with a range where the run stands in it; answers whether it came to its end. */
    <T> boolean run(Feed<T> feed, Range range, Gate gate) throws SQLException, RefusedException {
        Source source = range.source();
        Stint.Standing standing = () -> Work.run(transactions, connection -> fence.readInTx(connection, source));
        Range rest = range.from(standing.read().map(Position::nextOffset).orElse(range.from()));
        if (rest.records() == 0) {
            return true;
        }
        Stint<T> stint = new Stint<>(feed.fenced().apply(engines, fence), source, rest.from(), standing, gate.stop());
        try (RangeReader reader = consumers.read(rest, gate)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(batchRecords);
                if (chunk.isEmpty() || !gate.await(chunk.size())) {
                    return !gate.stop().isStopped();
                }
                gate.passed((int) stint.apply(decisions.decode(feed, source, chunk)).total());
            }
        }
    }

    /** What became of the run's records so far. */
    OutcomeCounts counts() throws SQLException {
        return Work.run(transactions, fence::countsInTx);
    }
}
