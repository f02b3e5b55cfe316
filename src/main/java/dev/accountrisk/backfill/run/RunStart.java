package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.Servers;
import dev.accountrisk.backfill.shadow.Schemas;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Begins a run, or joins one of the same specification. One process at a time does so. */
public final class RunStart {
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Servers servers;
    private final Schemas schemas;
    private final Runs runs;
    private final Clock clock;

    public RunStart(Servers servers, Schemas schemas, Runs runs, Clock clock) {
        this.servers = servers;
        this.schemas = schemas;
        this.runs = runs;
        this.clock = clock;
    }

    /** What a process may do. */
    public sealed interface Start {}

    /**
     * It works on a run.
     *
     * @param own the lock of this process's part, which the caller closes
     */
    public record Started(long id, Plan plan, NamedLock own) implements Start {}

    /** The run had ended before. */
    public record Ended(Runs.StoredRun run) implements Start {}

    public Start start(BackfillSettings settings, Plan plan, StopSignal stop) throws SQLException, RefusedException {
        try (NamedLock starting = NamedLock.keptAlive(servers.dataSource(), "backfill")) {
            long untilNanos = System.nanoTime() + WAIT_NANOS_MAX;
            while (!starting.acquireOrConfirm()) {
                if (System.nanoTime() > untilNanos || stop.pauseNanos(RETRY_NANOS)) {
                    throw new RefusedException("--mode", "another backfill has been starting for a minute");
                }
            }
            Optional<Runs.StoredRun> found = joinable(settings, plan);
            if (found.isPresent() && found.get().state().isEnded()) {
                return new Ended(found.get());
            }
            long id = found.isPresent() ? found.get().id() : begin(settings, plan);
            NamedLock own = lock(id, settings.shard().index());
            if (!own.acquireOrConfirm()) {
                own.close();
                throw new RefusedException("--shard", "another process works on " + settings.shard() + " of run " + id);
            }
            runs.state(id, RunState.RUNNING);
            return new Started(id, plan.of(runs.ranges(id)), own);
        }
    }

    /** The run to join. A shard, or a process of a named run, also finds one that has ended: it may be started twice. */
    private Optional<Runs.StoredRun> joinable(BackfillSettings settings, Plan plan) throws SQLException {
        boolean shared = settings.shard().count() > 1 || !settings.runName().isEmpty();
        return settings.resume() || shared
                ? runs.latest(settings.specification(plan.topics())).filter(run -> shared || !run.state().isEnded())
                : Optional.empty();
    }

    private long begin(BackfillSettings settings, Plan plan) throws SQLException, RefusedException {
        if (plan.needsShadow(settings.mode())) {
            for (Runs.StoredRun other : runs.unfinished()) {
                if (other.mode() != Mode.REPAIR) {
                    supersede(other);
                }
            }
            if (settings.mode() == Mode.REBUILD) {
                schemas.requireSwapRights();
            }
            schemas.recreateShadow();
        }
        return runs.begin(settings, plan, clock.millis());
    }

    /** There is one set of shadow tables. An unfinished run that no process works on loses it. */
    private void supersede(Runs.StoredRun other) throws SQLException, RefusedException {
        for (int shard = 0; shard < other.shards(); shard++) {
            try (NamedLock theirs = lock(other.id(), shard)) {
                if (!theirs.acquireOrConfirm()) {
                    throw new RefusedException("--mode",
                            "run " + other.id() + " (" + other.mode() + ") is in progress");
                }
            }
        }
        runs.supersede(other.id(), clock.millis());
    }

    private NamedLock lock(long run, int shard) {
        return NamedLock.keptAlive(servers.dataSource(), "backfill-" + run + "-" + shard);
    }
}
