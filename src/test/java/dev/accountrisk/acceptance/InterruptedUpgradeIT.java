package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.app.schema.MigrationProcess;
import dev.accountrisk.app.schema.MigrationScript;
import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each migration, interrupted in each of its statements while a second session holds the table and a worker of the earlier version
 * applies a load. Runs where {@code -Daccountrisk.earlier-jar=FILE} names the earlier worker.
 */
@EnabledIfSystemProperty(named = "accountrisk.earlier-jar", matches = ".+")
class InterruptedUpgradeIT {
    private static final String DATABASE = "interrupted_upgrade";
    private static final Duration SOON = Duration.ofMinutes(1);
    /** The migration waits five seconds for a table before it lets batches pass. */
    private static final Duration MORE_THAN_A_TURN = Duration.ofSeconds(8);
    private static final String CHANGES = " FROM information_schema.processlist WHERE db = '" + DATABASE
            + "' AND id <> CONNECTION_ID() AND (info LIKE '%ALTER TABLE%' OR info LIKE 'CREATE TABLE%' OR info LIKE 'EXECUTE %')";
    private static final String WAITING = "SELECT COALESCE(MAX(id), 0)" + CHANGES
            + " AND state IN ('Waiting for table metadata lock', 'Waiting for backup lock')";

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final Path earlier = Path.of(System.getProperty("accountrisk.earlier-jar", ""));
    @TempDir
    private Path dir;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void theNextRunCompletesItAndTheEarlierWorkerContinues() throws Exception {
        try (Scenario scenario = new Scenario(TestServers.shared(), DATABASE)) {
            WorkerProcess worker = scenario.newWorker();
            worker.useJar(earlier);
            worker.start();
            worker.awaitReady();
            List<MigrationScript> newer = MigrationScript.after(scenario.database()
                    .texts("SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")
                    .getFirst());
            assertThat(newer).isNotEmpty();
            for (MigrationScript script : newer) {
                int interrupted = 0;
                while (interrupted < script.statements().size() && isInterrupted(scenario, script)) {
                    interrupted++;
                }
                assertThat(interrupted).as("interruptions of " + script.name()).isPositive();
                migrate(script);
            }
            assertThat(worker.isAlive()).as(worker.tail()).isTrue();
            scenario.startWorker();
            send(scenario);
            scenario.verify();
        }
    }

    /**
     * Runs a migration while its tables are held: its connection is cut, then it waits in vain, then it is killed. The server completes
     * the statement, so the next run gets as far as the statement after it.
     *
     * @return whether there was still a statement to interrupt; otherwise the migration has succeeded
     */
    private boolean isInterrupted(Scenario scenario, MigrationScript script) throws Exception {
        try (Connection holder = holdBack(script); Running migration = new Running(start(script))) {
            if (!hasWaitingChange(scenario, migration)) {
                assertSucceeds(migration, script);
                return false;
            }
            scenario.database().execute("KILL " + scenario.database().number(WAITING));
            Map<String, Long> sent = send(scenario);
            Pause.exactly(MORE_THAN_A_TURN);
            assertThat(hasWaitingChange(scenario, migration)).isTrue();
            await("the earlier worker beside " + script.name()).atMost(SOON).until(() -> scenario.hasApplied(sent));
            migration.close();
            release(holder);
        }
        await("the server ended the change").atMost(SOON)
                .until(() -> scenario.database().number("SELECT COUNT(*)" + CHANGES) == 0);
        return true;
    }

    private void migrate(MigrationScript script) throws Exception {
        try (Running migration = new Running(start(script))) {
            assertSucceeds(migration, script);
        }
    }

    private Process start(MigrationScript script) throws IOException {
        return MigrationProcess.start(mysql, DATABASE, script.version(), log(script).toFile());
    }

    private Path log(MigrationScript script) {
        return dir.resolve(script.name());
    }

    private void assertSucceeds(Running migration, MigrationScript script) throws Exception {
        assertThat(migration.process().waitFor(SOON)).isTrue();
        assertThat(migration.process().exitValue()).as(Files.readString(log(script))).isZero();
    }

    /** Waits until the migration waits for a table, or has ended. */
    private static boolean hasWaitingChange(Scenario scenario, Running migration) {
        await("a change that waits").atMost(SOON)
                .until(() -> scenario.database().number(WAITING) > 0 || !migration.process().isAlive());
        return migration.process().isAlive();
    }

    /** A migration, killed at the end. */
    private record Running(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** A session that holds the tables that a script changes; if it changes none, it lets no table be made. */
    private Connection holdBack(MigrationScript script) throws SQLException {
        Connection holder = mysql.connect(DATABASE);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            if (script.changedTables().isEmpty()) {
                statement.execute("LOCK INSTANCE FOR BACKUP");
            }
            for (String table : script.changedTables()) {
                statement.executeQuery("SELECT * FROM " + table + " LIMIT 1").close();
            }
        }
        return holder;
    }

    private static void release(Connection holder) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            holder.commit();
            statement.execute("UNLOCK INSTANCE");
        }
    }

    /** Sends a load, and returns where it ends. */
    private Map<String, Long> send(Scenario scenario) {
        int round = scenario.nextRound();
        scenario.send(
                RiskLoad.usual(scenario.topics().riskUpdates(), round, 300, 200, start).adding(0.02)::forEach);
        scenario.send(CommandLoad.usual(scenario.topics().commands(), round, 200, 100, start)::forEach);
        return scenario.ends();
    }
}
