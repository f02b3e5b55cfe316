package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Comparison;
import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.compare.DifferenceList;
import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.compare.TableComparison;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.run.Runs.StoredRun;
import dev.accountrisk.backfill.shadow.ShadowRun;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.NamedLock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One process's part of a verification or a rebuild by shadow tables. The last process to finish compares, and swaps. */
final class ShadowComparison {
    private static final long LOCK_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final RunContext context;

    ShadowComparison(RunContext context) {
        this.context = context;
    }

    BackfillResult run() throws SQLException, BrokerException, RefusedException {
        boolean rebuild = context.settings().mode() == Mode.REBUILD;
        if (rebuild && context.schemas().hasSwapped()) {
            context.note("the tables were swapped before the run could be ended");
            return rebuilt(List.of(), List.of(), OptionalLong.empty());
        }
        try (ShadowRun shadow = new ShadowRun(context.replay())) {
            if (!shadow.replay(context.unfinished(),
                    range -> context.runs().finish(context.id(), range.source(), Differences.NONE))) {
                return context.stopped();
            }
            try (NamedLock finishing = NamedLock.keptAlive(context.servers().dataSource(),
                    "backfill-finish-" + context.id())) {
                while (!finishing.acquireOrConfirm()) {
                    if (context.throttle().stop().pauseNanos(LOCK_WAIT_NANOS)) {
                        return context.stopped();
                    }
                }
                if (!context.runs().partitions(context.id()).stream().allMatch(Runs.RunPartition::finished)
                        || context.runs().hasEnded(context.id())) {
                    return context.shardDone(List.of());
                }
                return finish(shadow);
            }
        }
    }

    private BackfillResult finish(ShadowRun shadow) throws SQLException, BrokerException, RefusedException {
        context.phase("catch-up");
        if (!shadow.catchUp(ShadowRun.BEFORE_SNAPSHOT_RECORDS)) {
            return context.stopped();
        }
        noteWhatIsLeft(shadow, ShadowRun.BEFORE_SNAPSHOT_RECORDS, "within the snapshot");
        context.phase("compare");
        Optional<Comparison> compared = shadow.compare();
        if (compared.isEmpty()) {
            return context.stopped();
        }
        Comparison comparison = compared.get();
        context.runs().compared(context.id(), comparison.differences());
        if (comparison.differencesOf(PolicyNotes.tables(context.plan())) > 0) {
            context.servers()
                    .transactions()
                    .runRepeatable(
                            connection -> PolicyNotes.aboutDifferencesInTx(connection, context.id(), context.plan()))
                    .ifPresent(context::note);
        }
        return context.settings().mode() == Mode.VERIFY ? verified(shadow, comparison) : rebuild(shadow, comparison);
    }

    private BackfillResult verified(ShadowRun shadow, Comparison comparison) throws SQLException {
        StoredRun ended = end(differences -> differences == 0 ? RunState.EQUAL : RunState.DIFFERENT,
                OptionalLong.empty());
        if (ended.differences() == 0) {
            shadow.close();
            context.schemas().dropShadow();
        } else {
            context.note("the replayed tables are in schema " + context.schemas().shadow());
        }
        return new BackfillResult.Verified(context.work(), comparison.tables(),
                new Differences(ended.differences(), first(comparison)));
    }

    private BackfillResult rebuild(ShadowRun shadow, Comparison comparison)
            throws SQLException, BrokerException, RefusedException {
        long differences = comparison.differences().count();
        if (context.replay().leavesOutTopics() && comparison.differencesOf(Tables.SHARED) > 0) {
            return notSwapped(comparison, "tables differ that all topics fill, and one topic alone cannot rebuild them;"
                    + " leave out --topic");
        }
        if (differences > 0 && !context.settings().acceptDifferences()) {
            return notSwapped(comparison, "the replayed tables differ from the live ones; look at them in schema "
                    + context.schemas().shadow() + ", and run again with --accept-differences if they are right");
        }
        context.phase("swap");
        if (!shadow.catchUp(ShadowRun.BEFORE_SWAP_RECORDS)) {
            return context.stopped();
        }
        noteWhatIsLeft(shadow, ShadowRun.BEFORE_SWAP_RECORDS, "while the workers are held");
        OptionalLong heldNanos = shadow.swap();
        if (heldNanos.isEmpty()) {
            return context.stopped();
        }
        context.note("the replaced tables are in schema " + context.schemas().replaced() + "; --drop-old drops them");
        return rebuilt(comparison.tables(), first(comparison),
                OptionalLong.of(TimeUnit.NANOSECONDS.toMicros(heldNanos.getAsLong())));
    }

    private void noteWhatIsLeft(ShadowRun shadow, int recordsMax, String when) throws SQLException {
        long left = shadow.recordsLeft();
        if (left > recordsMax) {
            context.note("records are applied as fast as this run replays them: it read " + left
                    + " or more at full speed "
                    + when + (context.settings().recordsPerSecond() > 0 ? "; a higher --rate avoids that" : ""));
        }
    }

    private BackfillResult notSwapped(Comparison comparison, String why) throws SQLException {
        context.note("not swapped: " + why);
        StoredRun ended = end(_ -> RunState.DIFFERENT, OptionalLong.empty());
        return new BackfillResult.Rebuilt(context.work(), false, comparison.tables(),
                new Differences(ended.differences(), first(comparison)), OptionalLong.empty());
    }

    private BackfillResult rebuilt(List<TableComparison> tables, List<Difference> first, OptionalLong heldMicros)
            throws SQLException {
        StoredRun ended = end(_ -> RunState.DONE, heldMicros);
        return new BackfillResult.Rebuilt(context.work(), true, tables, new Differences(ended.differences(), first),
                heldMicros);
    }

    private StoredRun end(Runs.Verdict verdict, OptionalLong heldMicros) throws SQLException {
        return context.runs()
                .end(context.id(), verdict, context.throttle().records(), heldMicros, context.clock().millis())
                .orElseThrow(() -> new IllegalStateException("bug: partitions of the run are not finished"));
    }

    private List<Difference> first(Comparison comparison) {
        DifferenceList all = new DifferenceList();
        comparison.differences().first().forEach(all::add);
        context.plan().positionsPastEnd().forEach(all::add);
        return all.get().first();
    }
}
