package dev.accountrisk.backfill.shadow;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.backfill.compare.Comparison;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.LivePositions;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.ReusedConsumer;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A replay into shadow tables, and what is done with them at its end. */
public final class ShadowRun implements AutoCloseable {
    /** At most this much is replayed while the live side is looked at in one snapshot. */
    public static final int BEFORE_SNAPSHOT_RECORDS = 5_000;
    /** At most this much is replayed while the workers are held. */
    public static final int BEFORE_SWAP_RECORDS = 500;
    private static final int ROUNDS_MAX = 10;

    private final ReplayContext context;
    private final HikariDataSource pool;
    private final OperatorDecisions decisions;
    private final Engines engines;
    private final Transactions shadow;
    private final ShadowReplay replay;
    private final MovedAccounts movedAccounts;

    public ShadowRun(ReplayContext context) throws SQLException {
        this.context = context;
        this.pool = context.schemas().openShadow(context.settings().parallel() + 4);
        this.decisions = new OperatorDecisions(context.schemas().live());
        this.shadow = new Transactions(pool);
        this.engines = context.servers().engines().silentlyOn(shadow);
        this.replay = replayOn(engines, shadow);
        this.movedAccounts = new MovedAccounts(context.servers().transactions(), context.schemas().live(), engines,
                context.plan().topics(), context.settings().shard());
    }

    private ShadowReplay replayOn(Engines on, Transactions transactions) {
        return new ShadowReplay(on, transactions, context.schemas().live(), context.servers().topics(), decisions);
    }

    /** Called when a range is complete. */
    @FunctionalInterface
    public interface Completed {
        void complete(Range range) throws SQLException;
    }

    /** Replays ranges. Returns false if the job was asked to end. */
    public boolean replay(List<Range> ranges, Completed completed)
            throws SQLException, BrokerException, RefusedException {
        movedAccounts.find(context.plan().ranges());
        return replayMore(ranges, completed);
    }

    private boolean replayMore(List<Range> ranges, Completed completed)
            throws SQLException, BrokerException, RefusedException {
        context.servers().transactions().runRepeatable(connection -> {
            decisions.readInTx(connection);
            return true;
        });
        replay.transferDecisions(Plan.sources(ranges));
        return rounds(ranges, context.throttle(), completed);
    }

    private boolean rounds(List<Range> ranges, ReplayThrottle throttle, Completed completed)
            throws SQLException, BrokerException, RefusedException {
        ShadowReplay.Reading reading = new ShadowReplay.Reading(context.servers().readers(), throttle,
                context.settings());
        ReplayRounds rounds = new ReplayRounds(open -> context.parallel().forEach(open, range -> {
            RangeEnd end = replay.run(range, reading, movedAccounts.byTopic());
            if (end == RangeEnd.COMPLETE) {
                completed.complete(range);
            }
            return end;
        }));
        return rounds.run(ranges, throttle::records);
    }

    /** Replays what the live side applied meanwhile, several times, until this many records or fewer are left. */
    public boolean catchUp(int recordsMax) throws SQLException, BrokerException, RefusedException {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<Range> targets = targets();
            if (recordsLeft(targets) <= recordsMax) {
                return true;
            }
            movedAccounts.find(targets);
            if (!replayMore(targets, range -> {})) {
                return false;
            }
        }
        return true;
    }

    /** How many records the live side has applied that are not replayed yet. */
    public long recordsLeft() throws SQLException {
        return recordsLeft(targets());
    }

    private List<Range> targets() throws SQLException {
        return context.plan().upTo(context.servers().transactions().runRepeatable(this::livePositionsInTx));
    }

    private long recordsLeft(List<Range> targets) throws SQLException {
        Map<Source, Position> replayed = shadow
                .runRepeatable(connection -> new LivePositions(context.schemas().shadow()).readInTx(connection));
        long left = 0;
        for (Range target : targets) {
            Position position = replayed.get(target.source());
            left += target.from(position == null ? target.from() : position.nextOffset()).records();
        }
        return left;
    }

    private boolean prepay(int recordsMax) throws SQLException {
        return context.throttle().prepay(Math.toIntExact(Math.min(recordsLeft(), recordsMax)));
    }

    private Map<Source, Position> livePositionsInTx(Connection connection) throws SQLException {
        return new LivePositions(context.schemas().live()).readInTx(connection);
    }

    /**
     * Compares with the live tables as they are at one moment: replays up to the positions of that moment and no further. The rate
     * is paid before, so that the snapshot is not held while the job waits.
     *
     * @return empty if the job was asked to end
     */
    public Optional<Comparison> compare() throws SQLException, BrokerException, RefusedException {
        if (!prepay(BEFORE_SNAPSHOT_RECORDS)) {
            return Optional.empty();
        }
        SnapshotWork work = new SnapshotWork();
        context.servers().transactions().readSnapshot(work::runInTx);
        return work.result();
    }

    /** What is done inside the snapshot. It carries failures other than of SQL out of the transaction. */
    private final class SnapshotWork {
        private final Comparison comparison = new Comparison(context.plan().topicIds());
        private boolean complete;
        private @Nullable BrokerException broker;
        private @Nullable RefusedException refused;

        boolean runInTx(Connection live) throws SQLException {
            List<Range> targets = context.plan().upTo(livePositionsInTx(live));
            decisions.readInTx(live);
            try {
                // on other threads, because this one is inside the snapshot's transaction
                context.parallel().onOtherThread(() -> {
                    movedAccounts.find(targets);
                    replay.transferDecisions(Plan.sources(targets));
                });
                complete = rounds(targets, context.throttle().prepaid(), range -> {});
                context.parallel().onOtherThread(replay::dropUnusedClaims);
            } catch (BrokerException failure) {
                broker = failure;
            } catch (RefusedException failure) {
                refused = failure;
            }
            if (complete && broker == null && refused == null) {
                try (Connection replayed = pool.getConnection()) {
                    comparison.compare(context.plan().topics(), live, context.schemas().live(), replayed,
                            context.schemas().shadow());
                }
            }
            return true;
        }

        Optional<Comparison> result() throws BrokerException, RefusedException {
            if (broker != null) {
                throw broker;
            }
            if (refused != null) {
                throw refused;
            }
            return complete ? Optional.of(comparison) : Optional.empty();
        }
    }

    /** Swaps, and returns how long the workers were held, in nanoseconds; empty if the job was asked to end. */
    public OptionalLong swap() throws SQLException, BrokerException, RefusedException {
        if (!prepay(BEFORE_SWAP_RECORDS)) {
            return OptionalLong.empty();
        }
        movedAccounts.find(targets());
        ReplayThrottle prepaid = context.throttle().prepaid();
        List<String> topics = context.plan().topics().stream().<String>map(Topic::name).toList();
        List<String> tables = context.leavesOutTopics()
                ? Stream.concat(
                        context.plan().topics().stream().flatMap(topic -> topic.tables().ownNames().stream()),
                        Stream.of(Tables.POSITIONS)).toList()
                : context.schemas().tables();
        try (ReusedConsumer consumer = context.servers().readers().openReused(topics)) {
            ShadowReplay.Reading reading = new ShadowReplay.Reading(consumer, prepaid,
                    context.settings());
            return OptionalLong.of(new Swap(context.schemas(), pool, context.servers().engines(), prepaid.stop())
                    .run(tables, (locked, on, transactions) -> replayLast(locked, on, transactions, reading)));
        }
    }

    private void replayLast(Connection locked, Engines on, Transactions transactions, ShadowReplay.Reading reading)
            throws SQLException, BrokerException, RefusedException {
        List<Range> targets = context.plan().upTo(livePositionsInTx(locked));
        movedAccounts.requireFoundIn(targets);
        decisions.readInTx(locked);
        try (ShadowReplay last = replayOn(on, transactions)) {
            last.transferDecisions(Plan.sources(targets));
            ReplayRounds rounds = new ReplayRounds(open -> {
                Map<Range, RangeEnd> ends = new LinkedHashMap<>();
                for (Range range : open) {
                    ends.put(range, last.run(range, reading, movedAccounts.byTopic()));
                }
                return ends;
            });
            if (!rounds.run(targets, reading.throttle()::records)) {
                throw new SQLException("asked to end while the workers were held: nothing was swapped");
            }
        }
    }

    @Override
    public void close() {
        replay.close();
        pool.close();
    }
}
