package dev.accountrisk.backfill;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.broker.ReusedConsumer;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A replay into tables beside the live ones, and what is done with it at its end. */
final class ShadowRun implements AutoCloseable {
    /** The rest that is replayed while the live side is looked at. */
    static final long NEAR_RECORDS = 5_000;
    /** The rest that is replayed while the workers are held. */
    static final long NEXT_RECORDS = 500;
    private static final int LEGS_MAX = 10;

    private final Backfill.Servers servers;
    private final Schemas schemas;
    private final Plan plan;
    private final BackfillSettings settings;
    private final Gate gate;
    private final Teamwork team;
    private final HikariDataSource pool;
    private final OperatorDecisions decisions;
    private final Engines engines;
    private final Transactions shadow;
    private final Replay replay;
    private final Carry carry;
    private final Set<Source> sources;

    ShadowRun(Backfill.Servers servers, Schemas schemas, Plan plan, BackfillSettings settings, Gate gate,
            Teamwork team) throws SQLException {
        this.servers = servers;
        this.schemas = schemas;
        this.plan = plan;
        this.settings = settings;
        this.gate = gate;
        this.team = team;
        this.pool = schemas.openShadow(settings.parallel() + 4);
        this.decisions = new OperatorDecisions(schemas.live());
        this.shadow = new Transactions(pool);
        this.engines = servers.engines().silentlyOn(shadow);
        this.replay = replay(servers.readers(), engines, shadow);
        this.carry = carry(engines, shadow);
        this.sources = plan.ranges().stream().map(Range::source).collect(Collectors.toSet());
    }

    private Replay replay(LogSource logs, Engines on, Transactions transactions) {
        return new Replay(logs, on, transactions, schemas.live(), decisions, settings.batchRecords());
    }

    private Carry carry(Engines on, Transactions transactions) {
        return new Carry(schemas.live(), transactions, on, servers.topics(), decisions);
    }

    /** What is told of a range that is done. */
    @FunctionalInterface
    interface Finished {
        void finished(Source source) throws SQLException;
    }

    /** Replays ranges; answers whether all came to their ends. */
    boolean replay(List<Range> ranges, Finished finished) throws Exception {
        servers.transactions().runRepeatable(connection -> {
            decisions.readInTx(connection);
            return true;
        });
        carry.carry(ranges.stream().map(Range::source).collect(Collectors.toSet()));
        return team.forEach(ranges, range -> {
            boolean there = replay.run(plan.topic(range.source()), range, gate);
            if (there) {
                finished.finished(range.source());
            }
            return there;
        });
    }

    /** Catches up with the live side, again and again, until so little is left. */
    boolean catchUp(long nearRecords) throws Exception {
        boolean goesOn = true;
        for (int leg = 0; goesOn && leg < LEGS_MAX; leg++) {
            List<Range> targets = Plan.upTo(plan.ranges(), servers.transactions().runRepeatable(this::positionsInTx));
            if (rest(targets) <= nearRecords) {
                return true;
            }
            goesOn = replay(targets, source -> {});
        }
        return goesOn;
    }

    private long rest(List<Range> targets) throws SQLException {
        Map<Source, Position> stands = shadow
                .runRepeatable(connection -> new LivePositions(schemas.shadow()).readInTx(connection));
        long rest = 0;
        for (Range target : targets) {
            Position position = stands.get(target.source());
            rest += target.from(position == null ? target.from() : position.nextOffset()).records();
        }
        return rest;
    }

    private Map<Source, Position> positionsInTx(Connection connection) throws SQLException {
        return new LivePositions(schemas.live()).readInTx(connection);
    }

    /**
     * Compares with the live tables as they are at one moment: replays up to the positions of that moment, and no further.
     * Empty of tables when the job is to end.
     */
    Comparison compare() throws Exception {
        Comparison comparison = new Comparison(plan.topicIds());
        AtomicBoolean there = new AtomicBoolean();
        servers.transactions().readSnapshot(live -> {
            List<Range> targets = Plan.upTo(plan.ranges(), positionsInTx(live));
            decisions.readInTx(live);
            // on threads of their own: this one is inside the snapshot's transaction
            try {
                team.apart(() -> {
                    carry.carry(sources);
                    return true;
                });
                there.set(team.forEach(targets, range -> replay.run(plan.topic(range.source()), range, gate)));
                team.apart(() -> {
                    ReferenceOwners.dropUnused(shadow);
                    return true;
                });
            } catch (SQLException | RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new SQLException(failure);
            }
            if (there.get()) {
                try (Connection replayed = pool.getConnection()) {
                    for (String table : Tables.filledBy(plan.topics())) {
                        comparison.compare(table, live, schemas.live(), replayed, schemas.shadow());
                    }
                }
            }
            return true;
        });
        return comparison;
    }

    /** Swaps; answers how long the workers were held, in nanoseconds. */
    long swap() throws Exception {
        List<String> tables = plan.topics().size() == 1
                ? Stream.concat(plan.topics().getFirst().tables().own().stream(), Stream.of(Tables.POSITIONS)).toList()
                : Tables.STATE;
        try (ReusedConsumer consumer = servers.readers()
                .openReused(plan.topics().stream().<String>map(Topic::name).toList())) {
            return new Swap(schemas, pool, servers.engines(), gate).run(tables, (locked, on, transactions) -> {
                List<Range> targets = Plan.upTo(plan.ranges(), positionsInTx(locked));
                decisions.readInTx(locked);
                carry(on, transactions).carry(sources);
                Replay last = replay(consumer, on, transactions);
                for (Range target : targets) {
                    if (!last.run(plan.topic(target.source()), target, gate)) {
                        throw new SQLException("asked to end while the workers were held: nothing was swapped");
                    }
                }
            });
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
