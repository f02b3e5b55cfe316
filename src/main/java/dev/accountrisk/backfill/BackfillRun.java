package dev.accountrisk.backfill;

import dev.accountrisk.database.NamedLock;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process's part of a run. */
final class BackfillRun {
    private static final long FINISH_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Backfill.Servers servers;
    private final Schemas schemas;
    private final Runs runs;
    private final Plan plan;
    private final BackfillSettings settings;
    private final long id;
    private final Clock clock;
    private final long beganNanos = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private volatile String phase = "replay";

    BackfillRun(Backfill.Servers servers, Schemas schemas, Runs runs, Plan plan, BackfillSettings settings, long id,
            Clock clock) {
        this.servers = servers;
        this.schemas = schemas;
        this.runs = runs;
        this.plan = plan;
        this.settings = settings;
        this.id = id;
        this.clock = clock;
        notes.add(Backfill.about(plan, settings));
    }

    /** Whether it replays into tables of its own. */
    static boolean needsShadow(BackfillSettings settings, Plan plan) {
        return settings.mode() == Mode.REBUILD || (settings.mode() == Mode.VERIFY && plan.whole());
    }

    BackfillReport run(StopSignal stop, Consumer<Progress> watcher, NamedLock mine) throws Exception {
        Throttle throttle = new Throttle(settings.lagMax());
        Gate gate = new Gate(settings.recordsPerSecond(), throttle, stop);
        LiveWatch live = new LiveWatch(servers.logs(), servers.transactions(), schemas.live(), plan.ranges());
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("backfill-ticker").daemon().factory());
        try (Teamwork team = new Teamwork(settings.parallel())) {
            var _ = ticker.scheduleWithFixedDelay(() -> tick(live, throttle, gate, watcher, mine), 0, 1,
                    TimeUnit.SECONDS);
            return switch (settings.mode()) {
                case REPAIR -> repair(gate, team);
                case VERIFY -> plan.whole() ? shadow(gate, team) : checkRange(gate, team);
                case REBUILD -> shadow(gate, team);
            };
        } finally {
            ticker.shutdownNow();
        }
    }

    private void tick(LiveWatch live, Throttle throttle, Gate gate, Consumer<Progress> watcher, NamedLock mine) {
        long lag = -1;
        try {
            lag = live.look(throttle);
            if (!mine.acquireOrConfirm()) {
                // its connection was lost and another process has begun: what both do is harmless, but once is enough
                gate.stop().stop();
            }
        } catch (Exception away) {
            // the servers are looked at again in a second; the batches find out for themselves
            lag = -1;
        }
        long total = Backfill.own(plan.ranges(), settings.shard()).stream().mapToLong(Range::records).sum();
        watcher.accept(new Progress(id, settings.mode(), phase, gate.records(), Math.max(total, gate.records()),
                gate.records() / seconds(), lag));
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - beganNanos) / 1e9);
    }

    /** This process's ranges that are not done yet. */
    private List<Range> unfinished() throws SQLException {
        return runs.parts(id)
                .stream()
                .filter(part -> !part.finished() && settings.shard().owns(part.range().source().partition()))
                .map(Runs.Part::range)
                .toList();
    }

    private boolean allFinished() throws SQLException {
        return runs.parts(id).stream().allMatch(Runs.Part::finished);
    }

    private BackfillReport repair(Gate gate, Teamwork team) throws Exception {
        phase = "repair";
        OperatorDecisions decisions = new OperatorDecisions(schemas.live());
        servers.transactions().runRepeatable(connection -> {
            decisions.readInTx(connection);
            return true;
        });
        Repair repair = new Repair(servers.readers(), servers.engines(), servers.transactions(), id,
                decisions, settings.batchRecords());
        boolean there = team.forEach(unfinished(), range -> finishedIf(
                repair.run(plan.topic(range.source()), range, gate), range));
        return end(there, "DONE", gate, repair.counts(), null, -1);
    }

    private BackfillReport checkRange(Gate gate, Teamwork team) throws Exception {
        phase = "check";
        RangeCheck check = new RangeCheck(servers.readers(), servers.transactions(),
                settings.batchRecords());
        boolean there = team.forEach(unfinished(), range -> finishedIf(
                check.run(plan.topic(range.source()), range, gate), range));
        plan.strayed().forEach(check::keep);
        BackfillReport report = end(there, check.differences() == 0 ? "EQUAL" : "DIFFERENT", gate, null, null, -1);
        return new BackfillReport(report.run(), report.mode(), report.state(), report.parts(), report.records(),
                report.seconds(), null, List.of(), check.differences(), check.first(), -1, report.notes());
    }

    private boolean finishedIf(boolean there, Range range) throws SQLException {
        if (there) {
            runs.finished(id, range.source());
        }
        return there;
    }

    private BackfillReport shadow(Gate gate, Teamwork team) throws Exception {
        if (settings.mode() == Mode.REBUILD && schemas.hasSwapped()) {
            notes.add("the tables had been swapped when the run was ended");
            return end(true, "DONE", gate, null, null, -1);
        }
        try (ShadowRun run = new ShadowRun(servers, schemas, plan, settings, gate, team)) {
            boolean there = run.replay(unfinished(), source -> runs.finished(id, source));
            if (!there) {
                return end(false, "", gate, null, null, -1);
            }
            try (NamedLock finishing = new NamedLock(servers.dataSource(), "backfill-finish-" + id)) {
                while (!finishing.acquireOrConfirm()) {
                    if (gate.stop().pauseNanos(FINISH_WAIT_NANOS)) {
                        return end(false, "", gate, null, null, -1);
                    }
                }
                if (!allFinished() || runs.hasEnded(id)) {
                    notes.add("other shards are at work: the last of them to be done goes on from here");
                    return report("SHARD_DONE", gate, null, null, -1);
                }
                return finish(run, gate);
            }
        }
    }

    private BackfillReport finish(ShadowRun run, Gate gate) throws Exception {
        phase = "catch-up";
        if (!run.catchUp(ShadowRun.NEAR_RECORDS)) {
            return end(false, "", gate, null, null, -1);
        }
        phase = "compare";
        Comparison comparison = run.compare();
        plan.strayed().forEach(comparison::keep);
        if (comparison.tables().isEmpty()) {
            return end(false, "", gate, null, null, -1);
        }
        boolean equal = comparison.differences() + plan.strayed().size() == 0;
        if (settings.mode() == Mode.VERIFY) {
            if (equal) {
                run.close();
                schemas.dropShadow();
            } else {
                notes.add("what was replayed is in schema " + schemas.shadow());
            }
            return end(true, equal ? "EQUAL" : "DIFFERENT", gate, null, comparison, -1);
        }
        if (plan.topics().size() == 1 && comparison.differencesOf(Tables.SHARED) > 0) {
            notes.add("not swapped: tables differ that both topics fill, and one topic alone cannot mend them; leave"
                    + " out --topic");
            return end(true, "DIFFERENT", gate, null, comparison, -1);
        }
        phase = "swap";
        if (!run.catchUp(ShadowRun.NEXT_RECORDS)) {
            return end(false, "", gate, null, comparison, -1);
        }
        long heldMicros = TimeUnit.NANOSECONDS.toMicros(run.swap());
        notes.add("the tables that were replaced are in schema " + schemas.replaced() + "; --drop-old drops them");
        return end(true, "DONE", gate, null, comparison, heldMicros);
    }

    private BackfillReport end(boolean there, String state, Gate gate, @Nullable OutcomeCounts outcomes,
            @Nullable Comparison comparison, long heldMicros) throws SQLException {
        BackfillReport report = report(there ? state : "STOPPED", gate, outcomes, comparison, heldMicros);
        if (!there) {
            notes.add("--resume goes on from here");
            runs.state(id, "STOPPED");
        } else if (allFinished()) {
            runs.end(id, state, report.differences(), report.records(),
                    heldMicros < 0 ? Optional.empty() : Optional.of(heldMicros), clock.millis());
        }
        return report;
    }

    private BackfillReport report(String state, Gate gate, @Nullable OutcomeCounts outcomes,
            @Nullable Comparison comparison, long heldMicros) {
        return new BackfillReport(id, settings.mode(), state,
                Backfill.parts(Backfill.own(plan.ranges(), settings.shard())), gate.records(), seconds(), outcomes,
                comparison == null ? List.of() : comparison.tables(),
                comparison == null ? 0 : comparison.differences() + plan.strayed().size(),
                comparison == null ? List.of() : comparison.first(), heldMicros, notes);
    }
}
