package dev.accountrisk.backfill;

import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.LivePositions;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Planner;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.plan.TopicFacts;
import dev.accountrisk.backfill.plan.WrongOptionException;
import dev.accountrisk.backfill.replay.JournalMemory;
import dev.accountrisk.backfill.replay.LagMonitor;
import dev.accountrisk.backfill.replay.LagThrottle;
import dev.accountrisk.backfill.replay.ParallelRanges;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.backfill.replay.Servers;
import dev.accountrisk.backfill.run.BackfillResult;
import dev.accountrisk.backfill.run.BackfillRun;
import dev.accountrisk.backfill.run.Notes;
import dev.accountrisk.backfill.run.Progress;
import dev.accountrisk.backfill.run.RunContext;
import dev.accountrisk.backfill.run.RunMonitor;
import dev.accountrisk.backfill.run.RunStart;
import dev.accountrisk.backfill.run.RunState;
import dev.accountrisk.backfill.run.Runs;
import dev.accountrisk.backfill.shadow.ReplayContext;
import dev.accountrisk.backfill.shadow.Schemas;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The room's front door: replays topics. */
public final class Backfill {
    private static final long ASSUMED_RECORDS_PER_SECOND = 50_000;

    private final Servers servers;
    private final SchemaNames names;
    private final Clock clock;
    private final Runs runs;

    /** The other schemas. An empty name means the live schema's name with a suffix. */
    public record SchemaNames(String shadow, String replaced) {}

    /** Opens the door. */
    public Backfill(Servers servers, SchemaNames names, Clock clock) {
        this.servers = servers;
        this.names = names;
        this.clock = clock;
        this.runs = new Runs(servers.transactions());
    }

    /** Reports what would be read, and changes nothing. */
    public BackfillResult plan(BackfillSettings settings) throws SQLException, BrokerException, RefusedException {
        Plan plan = plan(settings, schemas());
        OptionalLong measured = runs.recordsPerSecond(settings.mode());
        long possible = measured.orElse(ASSUMED_RECORDS_PER_SECOND);
        long perSecond = settings.recordsPerSecond() > 0 ? Math.min(settings.recordsPerSecond(), possible) : possible;
        List<Range> own = plan.ranges(settings.shard());
        long records = own.stream().mapToLong(Range::records).sum();
        return new BackfillResult.Planned(new BackfillResult.Work(0, settings.mode(), Notes.ranges(own), records,
                (double) records / perSecond,
                List.of("the time is estimated from " + perSecond + " records a second"
                        + (measured.isPresent() ? ", as of the latest run" : ""),
                        Notes.about(plan, settings, servers.topics()))));
    }

    /** Drops the tables that a rebuild replaced, and returns how many. */
    public int dropReplaced() throws SQLException {
        return schemas().dropReplaced();
    }

    /**
     * Runs.
     *
     * @param watcher is called about once a second with the progress
     */
    public BackfillResult run(BackfillSettings settings, StopSignal stop, Consumer<Progress> watcher)
            throws SQLException, BrokerException, RefusedException {
        Schemas schemas = schemas();
        Plan plan = plan(settings, schemas);
        if (settings.mode() == Mode.REPAIR) {
            for (Topic<?> topic : plan.topics()) {
                JournalMemory.require(servers.transactions(), topic);
            }
        }
        return switch (new RunStart(servers, schemas, runs, clock).start(settings, plan, stop)) {
            case RunStart.Ended(Runs.StoredRun run) -> alreadyEnded(settings, plan, run);
            case RunStart.Started(long id, Plan ofRun, NamedLock own) -> run(settings, schemas, ofRun, id, own, stop,
                    watcher);
        };
    }

    private BackfillResult run(BackfillSettings settings, Schemas schemas, Plan plan, long id, NamedLock own,
            StopSignal stop, Consumer<Progress> watcher) throws SQLException, BrokerException, RefusedException {
        LagThrottle lag = new LagThrottle(settings.lagMax());
        ReplayThrottle throttle = new ReplayThrottle(settings.recordsPerSecond(), lag, stop);
        try (NamedLock held = own; ParallelRanges parallel = new ParallelRanges(settings.parallel())) {
            RunContext context = new RunContext(new ReplayContext(servers, schemas, plan, settings, throttle, parallel),
                    runs, id, clock);
            LagMonitor live = new LagMonitor(servers.logs(), servers.transactions(), schemas.live(), plan.ranges());
            try (RunMonitor monitor = new RunMonitor(context, live, lag, watcher, held)) {
                monitor.start();
                return new BackfillRun(context).run();
            } catch (SQLException | BrokerException | RefusedException | RuntimeException failure) {
                runs.state(id, RunState.FAILED);
                throw failure;
            }
        }
    }

    private BackfillResult alreadyEnded(BackfillSettings settings, Plan plan, Runs.StoredRun run) throws SQLException {
        List<Range> ranges = plan.of(runs.ranges(run.id())).ranges(settings.shard());
        return new BackfillResult.AlreadyEnded(new BackfillResult.Work(run.id(), run.mode(), Notes.ranges(ranges), 0, 0,
                List.of("the run had already ended; this is its result. Another --run-name begins another run")),
                run.state(), run.differences());
    }

    private Plan plan(BackfillSettings settings, Schemas schemas)
            throws SQLException, BrokerException, RefusedException {
        Planner planner = new Planner(settings);
        List<TopicFacts> facts = new ArrayList<>();
        for (Topic<?> topic : planner.chosen(servers.topics())) {
            TopicIdentity identity = servers.logs()
                    .identity(topic.name())
                    .orElseThrow(() -> new WrongOptionException("--topic", "there is no topic " + topic.name()));
            List<TopicPartition> partitions = identity.topicPartitions();
            // logs lose records at their beginning and get records at their end, and positions advance: read in this order, a
            // position is not before its log's beginning or after its log's end by accident
            Map<TopicPartition, Long> beginnings = servers.logs().beginnings(partitions);
            Map<Source, Position> positions = servers.transactions()
                    .runRepeatable(connection -> new LivePositions(schemas.live()).readInTx(connection));
            Map<TopicPartition, Long> ends = servers.logs().ends(partitions);
            facts.add(new TopicFacts(topic, identity, beginnings, positions, ends,
                    epochMillis -> servers.logs().firstSince(partitions, epochMillis)));
        }
        return planner.plan(facts);
    }

    private Schemas schemas() throws SQLException {
        return Schemas.find(servers, names.shadow(), names.replaced());
    }
}
