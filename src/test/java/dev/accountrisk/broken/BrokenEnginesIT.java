package dev.accountrisk.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.model.Findings;
import dev.accountrisk.model.WorkerDatabase;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every broken engine is found out, and the engine that is not broken is not, under the very same load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenEnginesIT {
    private static final String DATABASE = "broken_engines";
    private static final int CONNECTIONS = 16;
    private static final Duration CONNECTIONS_OPEN = Duration.ofSeconds(30);
    private static final int CLEAN_ROUNDS = 3;
    /** An engine that is broken by a race may escape once or twice. */
    private static final int BROKEN_ROUNDS_MAX = 8;
    private static final Flaw NONE = new Flaw() {
    };
    /** Lacks the row lock, which is none as long as another lock is held long enough. */
    private static final Flaw NO_ROW_LOCK_BUT_ANOTHER = new Flaw() {
        @Override
        public String rewritten(String sql) {
            return BrokenEngine.withoutRowLock(sql);
        }
    };
    private static final List<String> TABLES = List.of("account", "account_reference", "account_head",
            "account_balance",
            "account_hold", "account_entry", "account_risk", "consumer_position", "parked_record", "outbox");

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final WorkerDatabase database = new WorkerDatabase(mysql.jdbcUrl(DATABASE), mysql.username(),
            mysql.password());

    @BeforeAll
    void migrate() {
        mysql.createDatabase(DATABASE);
        Flyway.configure().dataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password()).load().migrate();
    }

    @AfterAll
    void drop() {
        mysql.dropDatabase(DATABASE);
    }

    @Test
    void theEngineIsClean() throws Exception {
        for (int seed = 1; seed <= CLEAN_ROUNDS; seed++) {
            run(NONE, AccountLocks.NONE, seed).assertNone();
        }
    }

    @Test
    void aLockOutsideOfTheDatabaseWillDoWhereItIsHeldUntilAfterTheCommit() throws Exception {
        run(NO_ROW_LOCK_BUT_ANOTHER, new OutsideLocks(), 1).assertNone();
    }

    @ParameterizedTest
    @EnumSource(value = BrokenEngine.class, mode = EnumSource.Mode.EXCLUDE, names = {"KEEPS_ITS_MEMORY",
            "ACKNOWLEDGES_BY_NUMBER", "REPORTS_THE_LAST_LEVEL", // only a database that loses commits shows them
            "FENCES_IN_ORDER_OF_ARRIVAL", "COMPARES_POSITIONS_WITHOUT_LOCKS", "DROPS_A_SLICE_TOO_LATE",
            "RESOLVES_BY_THE_FIRST"}) // only workers that share transactions show them
    void aBrokenEngineIsFoundOut(BrokenEngine engine) throws Exception {
        AccountLocks locks = engine == BrokenEngine.UNLOCK_BEFORE_COMMIT ? new OutsideLocks() : AccountLocks.NONE;
        Findings findings = new Findings();
        for (int seed = 1; seed <= BROKEN_ROUNDS_MAX && findings.isEmpty(); seed++) {
            findings = run(engine, locks, seed);
        }
        assertThat(findings.counts()).as("what is found of " + engine).isNotEmpty();
    }

    private Findings run(Flaw flaw, AccountLocks locks, long seed) throws Exception {
        TABLES.forEach(table -> database.execute("DELETE FROM " + table));
        SharedLoad load = new SharedLoad(seed);
        Findings findings = new Findings();
        try (HikariDataSource pool = pool()) {
            Crew crew = new Crew(pool, flaw, locks, findings);
            crew.fund(load);
            try (Rival rival = Rival.holdingARow(mysql.connect(DATABASE))) {
                crew.run(load, () -> rival.disturb(crew.failures()));
            }
            assertThat(crew.failures().timeouts()).as("lock waits that took too long").isPositive();
            assertThat(crew.failures().deadlocks()).as("deadlocks").isPositive();
        }
        Verdict.of(load, database, findings);
        return findings;
    }

    private HikariDataSource pool() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE) + "&sessionVariables=innodb_lock_wait_timeout=1");
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        HikariDataSource opened = new HikariDataSource(pool);
        // it opens one after the other: by the time of the last, those who got the first could be done, and no two would meet
        await("all connections are open").atMost(CONNECTIONS_OPEN)
                .until(() -> opened.getHikariPoolMXBean().getIdleConnections() == CONNECTIONS);
        return opened;
    }
}
