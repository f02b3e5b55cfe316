package dev.accountrisk.lab.reported;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.lab.Crowd;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.risk.RiskTopic;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The load of report 4 on this worker: as many writers as there, from partitions of their own, for one account that no table
 * has yet. Without any lock of Redis, which the program of the report had.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskHandlerWorkerIT {
    private static final String DATABASE = "reported_failures_worker";
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 40;

    private HikariDataSource dataSource;
    private JdbcTemplate jdbc;

    @BeforeAll
    void open() {
        var mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        var pool = new HikariConfig();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setMaximumPoolSize(CLIENTS + 1);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        dataSource = new HikariDataSource(pool);
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = new JdbcTemplate(dataSource);
    }

    @AfterAll
    void close() {
        dataSource.close();
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void everyAdditionToANewAccountCountsOnceAndNobodyMeetsAnError(Lane lane) throws Exception {
        String topic = "additions-" + lane;
        Queue<ApplyResult> results = run(topic, lane, RiskUpdate.Type.ADD);
        assertThat(results).hasSize(ROUNDS * CLIENTS)
                .allMatch(result -> result.equals(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 0, 0))));
        for (int round = 0; round < ROUNDS; round++) {
            String account = topic + "-" + round;
            assertThat(riskOf(account)).as(account).isEqualTo(sumOfRisks());
            assertThat(number("SELECT COUNT(*) FROM account_entry WHERE account_uuid = ?", account))
                    .isEqualTo(CLIENTS);
        }
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void theNewestOfManySetsOfANewAccountStandsAndNobodyMeetsAnError(Lane lane) throws Exception {
        String topic = "sets-" + lane;
        Queue<ApplyResult> results = run(topic, lane, RiskUpdate.Type.SET);
        assertThat(results).hasSize(ROUNDS * CLIENTS)
                .allMatch(result -> result instanceof ApplyResult.Done(OutcomeCounts counts)
                        && counts.applied() + counts.stale() == 1 && counts.total() == 1);
        for (int round = 0; round < ROUNDS; round++) {
            String account = topic + "-" + round;
            assertThat(riskOf(account)).as(account).isEqualTo(CLIENTS);
        }
    }

    /** Every client has a partition; its n-th record is for the n-th account, with a risk and a time of its own. */
    private Queue<ApplyResult> run(String topic, Lane lane, RiskUpdate.Type type) throws Exception {
        AtomicInteger reruns = new AtomicInteger();
        EngineObserver observer = new EngineObserver() {
            @Override
            public void rerun(String cause) {
                reruns.incrementAndGet();
            }
        };
        Engines engines = new Engines(new Transactions(dataSource), AccountLocks.NONE, observer, new Outbox(),
                new Installation());
        RiskTopic risk = TestTopics.risk(lane);
        List<Engine<RiskUpdate>> clients = new ArrayList<>();
        for (int partition = 0; partition < CLIENTS; partition++) {
            engines.positions().create(source(topic, partition), 0);
            clients.add(engines.open(risk));
        }
        Queue<ApplyResult> results = new ConcurrentLinkedQueue<>();
        try (Crowd crowd = new Crowd(CLIENTS)) {
            for (int offset = 0; offset < ROUNDS; offset++) {
                int round = offset;
                assertThat(crowd.allAtOnce(member -> () -> {
                    var update = new RiskUpdate("event-" + member, topic + "-" + round, type, member + 1, member + 1,
                            RiskUpdate.NO_SEQUENCE);
                    var record = new Received<>(round, member, null, null, new Decoded.Valid<>(update));
                    return results.add(clients.get(member)
                            .apply(new Slice<>(source(topic, member), round, round + 1, -1, List.of(record))));
                })).isEmpty();
            }
        }
        assertThat(reruns).as("transactions that met another writer").hasPositiveValue();
        return results;
    }

    private static Source source(String topic, int partition) {
        return new Source(topic, "id-of-" + topic, partition);
    }

    private static double sumOfRisks() {
        return CLIENTS * (CLIENTS + 1) / 2.0;
    }

    /** The one row's risk; two rows, or none, are an error. */
    private double riskOf(String account) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT risk FROM account_risk WHERE account_uuid = ?", Double.class, account));
    }

    private long number(String sql, String id) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, id));
    }
}
