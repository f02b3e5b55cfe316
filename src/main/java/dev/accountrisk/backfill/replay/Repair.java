package dev.accountrisk.backfill.replay;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;

/** Sends the records of ranges through the live engine once more. */
public final class Repair {
    private final Engines engines;
    private final Transactions transactions;
    private final RunFence fence;
    private final OperatorDecisions decisions;

    public Repair(Engines engines, Transactions transactions, long run, OperatorDecisions decisions) {
        this.engines = engines;
        this.transactions = transactions;
        this.fence = new RunFence(run);
        this.decisions = decisions;
    }

    /** Resumes a range where the run is at. */
    public <E extends Entry> RangeEnd run(Topic<E> topic, Range range, RangeLoop loop, ReplayThrottle throttle)
            throws SQLException, BrokerException, RefusedException {
        Source source = range.source();
        PartitionApplier.Progress progress = () -> transactions
                .runRepeatable(connection -> fence.readInTx(connection, source));
        Range rest = range.from(progress.read().map(Position::nextOffset).orElse(range.from()));
        try (Engine<E> engine = engines.open(topic, fence)) {
            PartitionApplier<E> applier = new PartitionApplier<>(engine, source, rest.from(), progress,
                    throttle.stop());
            return loop.run(rest, chunk -> applier.apply(decisions.decode(topic, source, chunk)));
        }
    }

    /** What became of the run's records so far. */
    public OutcomeCounts counts() throws SQLException {
        return transactions.runRepeatable(fence::countsInTx);
    }
}
