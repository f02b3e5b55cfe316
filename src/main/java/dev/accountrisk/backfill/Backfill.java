package dev.accountrisk.backfill;

import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The room's front door: replays topics. */
public final class Backfill {
    private static final long BEGIN_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PACE_WHERE_NONE_IS_KNOWN = 50_000;

    private final Servers servers;
    private final SchemaNames names;
    private final Clock clock;
    private final Runs runs;
    private final Planner planner;

    /**
     * What a replay works with.
     *
     * @param engines of the live tables
     */
    public record Servers(DataSource dataSource, Transactions transactions, Engines engines,
            LogReaders readers, TopicLogs logs, List<Topic<?>> topics) {}

    /** Other schemas than the live one; empty for its name with an ending. */
    public record SchemaNames(String shadow, String replaced) {}

    /** Makes the door. */
    public Backfill(Servers servers, SchemaNames names, Clock clock) {
        this.servers = servers;
        this.names = names;
        this.clock = clock;
        this.runs = new Runs(servers.transactions());
        this.planner = new Planner(servers.topics(), servers.logs(),
                servers.transactions());
    }

    /** Says what would be read, and does nothing. */
    public BackfillReport plan(BackfillSettings settings) throws Exception {
        Plan plan = planner.plan(settings, schemas().live());
        OptionalLong known = runs.pace(settings.mode());
        long pace = known.orElse(PACE_WHERE_NONE_IS_KNOWN);
        long perSecond = settings.recordsPerSecond() > 0 ? Math.min(settings.recordsPerSecond(), pace) : pace;
        List<Range> own = own(plan.ranges(), settings.shard());
        long records = own.stream().mapToLong(Range::records).sum();
        return new BackfillReport(0, settings.mode(), "PLANNED", parts(own), records, (double) records / perSecond,
                null, List.of(), 0, List.of(), -1,
                List.of("the time is estimated from " + perSecond + " records a second"
                        + (known.isPresent() ? ", as of the latest run" : ""), about(plan, settings)));
    }

    /** Drops the tables that a rebuild has replaced; answers how many. */
    public int dropReplaced() throws SQLException {
        return schemas().dropReplaced();
    }

    /**
     * Runs.
     *
     * @param watcher is told about once a second how far it is
     */
    public BackfillReport run(BackfillSettings settings, StopSignal stop, Consumer<Progress> watcher)
            throws Exception {
        Schemas schemas = schemas();
        Plan plan = planner.plan(settings, schemas.live());
        if (settings.mode() == Mode.REPAIR) {
            for (Topic<?> topic : plan.topics()) {
                JournalMemory.require(servers.transactions(), topic);
            }
        }
        Begun begun = begin(settings, plan, schemas);
        BackfillRun run = new BackfillRun(servers, schemas, runs, begun.plan(), settings, begun.id(), clock);
        try (NamedLock mine = begun.mine()) {
            return run.run(stop, watcher, mine);
        } catch (Exception failure) {
            runs.state(begun.id(), "FAILED");
            throw failure;
        }
    }

    private Schemas schemas() throws SQLException {
        return Schemas.find(servers.dataSource(), servers.transactions(), names.shadow(), names.replaced());
    }

    private record Begun(long id, Plan plan, NamedLock mine) {}

    /** Goes on with an unfinished run of this specification, or begins one; of all processes one at a time. */
    private Begun begin(BackfillSettings settings, Plan plan, Schemas schemas) throws Exception {
        try (NamedLock beginning = new NamedLock(servers.dataSource(), "backfill")) {
            long untilNanos = System.nanoTime() + BEGIN_WAIT_NANOS;
            while (!beginning.acquireOrConfirm()) {
                if (System.nanoTime() > untilNanos) {
                    throw new RefusedException("--mode", "another backfill has been beginning for a minute");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            boolean joins = settings.resume() || settings.shard().count() > 1;
            OptionalLong found = joins ? runs.find(settings.specification()) : OptionalLong.empty();
            long id = found.isPresent() ? found.getAsLong() : first(settings, plan, schemas);
            NamedLock mine = lock(id, settings.shard().index());
            if (!mine.acquireOrConfirm()) {
                throw new RefusedException("--shard", "another process works on " + settings.shard() + " of run " + id);
            }
            runs.state(id, "RUNNING");
            List<Range> ranges = runs.parts(id).stream().map(Runs.Part::range).toList();
            return new Begun(id, new Plan(plan.topics(), ranges, plan.whole(), plan.strayed()), mine);
        }
    }

    private long first(BackfillSettings settings, Plan plan, Schemas schemas) throws Exception {
        if (BackfillRun.needsShadow(settings, plan)) {
            for (Runs.Unfinished other : runs.unfinished()) {
                if (other.mode() != Mode.REPAIR) {
                    supersede(other);
                }
            }
            if (settings.mode() == Mode.REBUILD) {
                schemas.makeSureOfASwap();
            }
            schemas.makeShadow(Tables.STATE);
        }
        return runs.begin(settings, plan.ranges(), clock.millis());
    }

    /** There is one set of tables to replay into: an unfinished run that nobody works on loses it. */
    private void supersede(Runs.Unfinished other) throws SQLException, RefusedException {
        for (int shard = 0; shard < other.shards(); shard++) {
            try (NamedLock theirs = lock(other.id(), shard)) {
                if (!theirs.acquireOrConfirm()) {
                    throw new RefusedException("--mode", "run " + other.id() + " (" + other.mode() + ") is under way");
                }
            }
        }
        runs.end(other.id(), "SUPERSEDED", 0, 0, Optional.empty(), clock.millis());
    }

    private NamedLock lock(long run, int shard) {
        return new NamedLock(servers.dataSource(), "backfill-" + run + "-" + shard);
    }

    static List<Range> own(List<Range> ranges, Shard shard) {
        return ranges.stream().filter(range -> shard.owns(range.source().partition())).toList();
    }

    static List<BackfillReport.Part> parts(List<Range> ranges) {
        List<BackfillReport.Part> parts = new ArrayList<>();
        ranges.forEach(range -> parts
                .add(new BackfillReport.Part(range.source().toString(), range.from(), range.until())));
        return parts;
    }

    static String about(Plan plan, BackfillSettings settings) {
        return switch (settings.mode()) {
            case VERIFY -> plan.whole()
                    ? "every row is compared with what the topics come to"
                    : "the range is not all there ever was: each of its records is looked for in the tables";
            case REPAIR -> "a command that is missing is applied behind what its account has decided since";
            case REBUILD -> plan.topics().size() == 1
                    ? "the tables that " + plan.topics().getFirst().name() + " alone fills are replaced"
                    : "all tables of state are replaced";
        };
    }

}
