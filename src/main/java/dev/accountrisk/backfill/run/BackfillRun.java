package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.DifferenceList;
import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.backfill.replay.RangeLoop;
import dev.accountrisk.backfill.replay.RecordCheck;
import dev.accountrisk.backfill.replay.Repair;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.engine.Topic;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One process's part of a repair, or of a verification that looks for each record. */
public final class BackfillRun {
    private final RunContext context;

    public BackfillRun(RunContext context) {
        this.context = context;
    }

    public BackfillResult run() throws SQLException, BrokerException, RefusedException {
        Mode mode = context.settings().mode();
        context.servers()
                .transactions()
                .runRepeatable(connection -> MappingNotes.inTx(connection, context.schemas().live(), context.plan()))
                .forEach(context::note);
        context.servers()
                .transactions()
                .runRepeatable(connection -> PolicyNotes.recordInTx(connection, context.id(), context.plan()));
        List<String> decided = context.servers()
                .transactions()
                .runRepeatable(connection -> PositionNotes.inTx(connection, context.schemas().live(), context.plan()));
        decided.forEach(context::note);
        try {
            if (context.plan().needsShadow(mode)) {
                return new ShadowComparison(context).run();
            }
            return mode == Mode.REPAIR ? repair() : checkRecords();
        } catch (BrokerException failure) {
            // records that were left out because nobody can read them cannot be replayed either
            throw decided.isEmpty() ? failure : failure.explainedBy(String.join("; ", decided));
        }
    }

    private BackfillResult repair() throws SQLException, BrokerException, RefusedException {
        context.phase("repair");
        OperatorDecisions decisions = new OperatorDecisions(context.schemas().live());
        context.servers().transactions().runRepeatable(connection -> {
            decisions.readInTx(connection);
            return true;
        });
        Repair repair = new Repair(context.servers().engines(), context.servers().transactions(), context.id(),
                decisions);
        Collection<RangeEnd> ends = context.parallel().forEach(context.unfinished(), range -> {
            Topic<?> topic = context.plan().topic(range.source());
            return finishIfComplete(range, repair.run(topic, range, loop(topic), context.throttle()),
                    Differences.NONE);
        }).values();
        if (ends.contains(RangeEnd.CANCELLED)) {
            return context.stopped();
        }
        context.noteAddedPartitions();
        return context.runs()
                .end(context.id(), _ -> RunState.DONE, context.throttle().records(), OptionalLong.empty(),
                        context.clock().millis())
                .isPresent()
                        ? new BackfillResult.Repaired(context.work(), repair.counts())
                        : context.shardDone(List.of());
    }

    private BackfillResult checkRecords() throws SQLException, BrokerException, RefusedException {
        context.phase("check");
        RecordCheck check = new RecordCheck(context.servers().transactions());
        DifferenceList all = new DifferenceList();
        context.plan().positionsPastEnd().forEach(all::add);
        Collection<RangeEnd> ends = context.parallel().forEach(context.unfinished(), range -> {
            DifferenceList found = new DifferenceList();
            Topic<?> topic = context.plan().topic(range.source());
            RangeEnd end = check.run(topic, range, loop(topic), found);
            all.addAll(found);
            return finishIfComplete(range, end, found.get());
        }).values();
        if (ends.contains(RangeEnd.CANCELLED)) {
            return context.stopped();
        }
        context.noteAddedPartitions();
        Optional<Runs.StoredRun> ended = context.runs()
                .end(context.id(), differences -> differences == 0 ? RunState.EQUAL : RunState.DIFFERENT,
                        context.throttle().records(), OptionalLong.empty(), context.clock().millis());
        if (ended.isEmpty()) {
            return context.shardDone(all.get().first());
        }
        context.noteDifferences();
        return new BackfillResult.Verified(context.work(), List.of(),
                new Differences(ended.get().differences(), all.get().first()));
    }

    private RangeEnd finishIfComplete(Range range, RangeEnd end, Differences found) throws SQLException {
        if (end == RangeEnd.COMPLETE) {
            context.runs().finish(context.id(), range.source(), found);
        }
        return end;
    }

    private RangeLoop loop(Topic<?> topic) {
        return new RangeLoop(context.servers().readers(), context.throttle(), context.settings().batchRecords(topic));
    }
}
