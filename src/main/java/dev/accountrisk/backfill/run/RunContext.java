package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Bound;
import dev.accountrisk.backfill.plan.LivePositions;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.replay.ParallelRanges;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.backfill.replay.Servers;
import dev.accountrisk.backfill.shadow.ReplayContext;
import dev.accountrisk.backfill.shadow.Schemas;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What the steps of one process's part of a run share. */
public final class RunContext {
    private final ReplayContext replay;
    private final Runs runs;
    private final long id;
    private final Clock clock;
    private final List<String> notes = new ArrayList<>();
    private final long beganNanos = System.nanoTime();
    private volatile String phase = "replay";

    public RunContext(ReplayContext replay, Runs runs, long id, Clock clock) {
        this.replay = replay;
        this.runs = runs;
        this.id = id;
        this.clock = clock;
        notes.add(Notes.about(replay.plan(), replay.settings(), replay.servers().topics()));
    }

    /** What the replay itself needs. */
    ReplayContext replay() {
        return replay;
    }

    Servers servers() {
        return replay.servers();
    }

    Schemas schemas() {
        return replay.schemas();
    }

    Runs runs() {
        return runs;
    }

    Plan plan() {
        return replay.plan();
    }

    BackfillSettings settings() {
        return replay.settings();
    }

    long id() {
        return id;
    }

    Clock clock() {
        return clock;
    }

    ReplayThrottle throttle() {
        return replay.throttle();
    }

    ParallelRanges parallel() {
        return replay.parallel();
    }

    /** What the process does now, in a word. */
    String phase() {
        return phase;
    }

    void phase(String now) {
        phase = now;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Names the partitions in which differences were found, by any process and at any time of the run. */
    void noteDifferences() throws SQLException {
        for (Runs.RunPartition partition : runs.partitions(id)) {
            if (partition.differences() > 0) {
                note(partition.range().source() + " has " + partition.differences() + " differences");
            }
        }
    }

    /**
     * Names the partitions that were added since the run began: a run over a range does not read them. A run over offsets leaves out
     * partitions because it was told to.
     */
    void noteAddedPartitions() throws SQLException {
        if (Bound.from(settings().from()) instanceof Bound.Offsets
                || Bound.until(settings().until()) instanceof Bound.Offsets) {
            return;
        }
        List<Source> added = plan().added(servers().transactions()
                .runRepeatable(connection -> new LivePositions(schemas().live()).readInTx(connection)));
        if (!added.isEmpty()) {
            note("not read, because they were added after the run began: "
                    + String.join(", ", added.stream().map(Source::toString).toList()));
        }
    }

    double seconds() {
        return Math.max(1e-3, (System.nanoTime() - beganNanos) / 1e9);
    }

    /** This process's partitions. */
    List<Runs.RunPartition> partitions() throws SQLException {
        return runs.partitions(id)
                .stream()
                .filter(partition -> settings().shard().owns(partition.range().source().partition()))
                .toList();
    }

    /** This process's ranges that are not finished. */
    List<Range> unfinished() throws SQLException {
        return partitions().stream()
                .filter(partition -> !partition.finished())
                .map(Runs.RunPartition::range)
                .toList();
    }

    /** What this process did up to now. */
    BackfillResult.Work work() {
        return new BackfillResult.Work(id, settings().mode(), Notes.ranges(plan().ranges(settings().shard())),
                throttle().records(), seconds(), notes);
    }

    /** Keeps that the run can be resumed. */
    BackfillResult stopped() throws SQLException {
        note("--resume continues from here");
        runs.state(id, RunState.STOPPED);
        return new BackfillResult.Stopped(work());
    }

    /** The others' partitions are not finished. */
    BackfillResult shardDone(List<Difference> first) throws SQLException {
        note("other shards are not done: the last one to finish gives the result of the run");
        long differences = partitions().stream().mapToLong(Runs.RunPartition::differences).sum();
        return new BackfillResult.ShardDone(work(), new Differences(differences, first));
    }
}
