package dev.accountrisk.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who has an action, and what it is called when its work ends in one way or another. */
class ActionRunnerIT {
    private static final String DATABASE = "action_runner";

    private final MySqlServer mysql = TestServers.shared().mysql();
    private HikariDataSource pool = new HikariDataSource();
    private JdbcTemplate jdbc = new JdbcTemplate();

    /** What the work of a test does. */
    private interface Deed {
        ActionEnd run(OperatorAction action, StopSignal stop) throws Exception;
    }

    @BeforeEach
    void open() throws SQLException {
        mysql.createDatabase(DATABASE);
        pool = new HikariDataSource();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Flyway.configure().dataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password()).load().migrate();
        pool.setConnectionInitSql("SET SESSION time_zone = '+00:00'");
        jdbc = new JdbcTemplate(pool);
    }

    @AfterEach
    void close() {
        pool.close();
        mysql.dropDatabase(DATABASE);
    }

    private long ask(ActionKind kind) {
        change("INSERT INTO operator_action (form_key, kind, topic, records, done_by, why) VALUES ('"
                + UUID.randomUUID()
                + "', '" + kind + "', 't', 9, 'ana', 'ticket')");
        return Long.parseLong(read("MAX(id)"));
    }

    private void change(String sql) {
        try {
            new Transactions(pool).runRepeatable(connection -> {
                try (var statement = connection.prepareStatement(sql)) {
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String read(String column) {
        return String.valueOf(jdbc.queryForObject("SELECT " + column + " FROM operator_action", String.class));
    }

    private ActionStore store(boolean onRecords) {
        return new ActionStore(new Transactions(pool),
                ActionKind.of(onRecords ? ActionKind.Queue.RECORDS : ActionKind.Queue.POSITIONS), "test");
    }

    private ActionRunner runner(Deed deed) {
        return new ActionRunner(store(true), new Work() {
            @Override
            public ActionEnd carryOut(OperatorAction action, StopSignal stop) throws Exception {
                return deed.run(action, stop);
            }

            @Override
            public OptionalLong left(OperatorAction action) {
                return OptionalLong.of(3);
            }
        });
    }

    private static ActionEnd stopped() {
        return new ActionEnd(ActionState.STOPPED, "1 record was released.", 8L);
    }

    @Test
    void oneWorkerAtATimeHasAnActionAndTheOthersOfItsKindWait() throws Exception {
        long first = ask(ActionKind.RELEASE);
        ask(ActionKind.DROP);
        assertThat(store(true).take()).map(OperatorAction::id).contains(first);
        assertThat(store(true).take()).isEmpty();
        long pause = ask(ActionKind.PAUSE);
        assertThat(store(false).take()).as("a pause does not wait for a release")
                .map(OperatorAction::id)
                .contains(pause);
    }

    @Test
    void anActionThatNeedsASecondPersonIsNotTakenBeforeAndDoesNotBlockTheOthers() throws Exception {
        long drop = ask(ActionKind.DROP);
        change("UPDATE operator_action SET confirm_seconds = 600");
        assertThat(store(true).take()).isEmpty();
        long release = ask(ActionKind.RELEASE);
        assertThat(store(true).take()).map(OperatorAction::id).contains(release);
        change("DELETE FROM operator_action WHERE id = " + release);
        change("UPDATE operator_action SET confirmed_by = 'bo', confirmed_at = UTC_TIMESTAMP(3)");
        OperatorAction confirmed = store(true).take().orElseThrow();
        assertThat(confirmed.id()).isEqualTo(drop);
        assertThat(confirmed.unconfirmed()).isFalse();
    }

    @Test
    void anActionThatNobodyElseConfirmedIsEndedAndNotDone() throws Exception {
        ask(ActionKind.DROP);
        for (String how : List.of("confirm_seconds = 1, create_time = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND",
                "confirm_seconds = 600, confirmed_by = 'ana', create_time = UTC_TIMESTAMP(3)",
                "confirmed_by = NULL, cancelled_by = 'bo'")) {
            change("UPDATE operator_action SET state = 'WAITING', " + how);
            runner((_, _) -> {
                throw new AssertionError("it is not begun");
            }).runOnce();
            assertThat(read("state")).as(how).isEqualTo("CANCELLED");
        }
    }

    @Test
    void aLeaseThatRanOutIsTakenOverAndItsWorkerCanWriteNothingMore() throws Exception {
        ask(ActionKind.PAUSE);
        ActionStore slow = store(false);
        OperatorAction lost = slow.take().orElseThrow();
        change("UPDATE operator_action SET lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND");
        OperatorAction taken = store(false).take().orElseThrow();
        assertThat(taken.takeovers()).isEqualTo(1);

        assertThat(slow.renew(lost, null)).isEqualTo(ActionStore.Renewal.LOST);
        slow.end(lost, ActionEnd.failed("too late"));
        assertThat(read("state")).isEqualTo("RUNNING");
        assertThatThrownBy(() -> new Transactions(pool).runRepeatable(connection -> {
            slow.doneInTx(connection, lost, "too late");
            return "";
        })).hasMessageContaining("another worker has taken the action");
        assertThat(slow.renew(taken, null)).isEqualTo(ActionStore.Renewal.GOES_ON);
    }

    @Test
    void progressIsWrittenAndForgivesTheTakeoversBeforeIt() throws Exception {
        ask(ActionKind.RELEASE);
        OperatorAction action = store(true).take().orElseThrow();
        change("UPDATE operator_action SET takeovers = 2");
        store(true).renew(action, 9L);
        assertThat(read("takeovers")).isEqualTo("2");
        store(true).renew(action, 8L);
        assertThat(read("CONCAT(takeovers, ' ', records_left)")).isEqualTo("0 8");
    }

    @Test
    void anActionThatEndsEveryWorkerFailsInTheEnd() throws Exception {
        ask(ActionKind.RELEASE);
        change("UPDATE operator_action SET state = 'RUNNING', takeovers = " + (ActionRunner.TAKEOVERS_MAX - 1)
                + ", lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND");
        runner((_, _) -> {
            throw new AssertionError("it is not begun again");
        }).runOnce();
        assertThat(read("CONCAT(state, ': ', result)")).startsWith("FAILED: The workers that carried it out ended");
    }

    @Test
    void whatEndsTheWorkDecidesWhatTheActionIs() throws Exception {
        ask(ActionKind.RELEASE);
        ActionRunner worker = runner((_, _) -> {
            throw new SQLTransientConnectionException("no connection", "08001");
        });
        assertThat(worker.runOnce()).isFalse();
        assertThat(read("CONCAT(state, ' ', result)")).isEqualTo("WAITING It is tried again: no connection");

        runner((_, _) -> {
            throw new SQLSyntaxErrorException("INSERT denied", "42000", 1142);
        }).runOnce();
        assertThat(read("state")).isEqualTo("FAILED");
        assertThat(read("result")).contains("INSERT denied", "run grants.sql");

        change("UPDATE operator_action SET state = 'WAITING'");
        runner((_, _) -> stopped()).runOnce();
        assertThat(read("CONCAT(state, ' ', records_left)")).as("a record stayed parked").isEqualTo("STOPPED 8");

        change("UPDATE operator_action SET state = 'WAITING'");
        runner((_, stop) -> {
            change("UPDATE operator_action SET cancelled_by = 'bo'");
            assertThat(stop.pauseNanos(Long.MAX_VALUE)).isTrue();
            return stopped();
        }).runOnce();
        assertThat(read("CONCAT(state, ' ', result)")).isEqualTo("CANCELLED 1 record was released.");

        change("UPDATE operator_action SET state = 'WAITING'");
        runner((_, _) -> {
            throw new AssertionError("a cancelled action is not begun");
        }).runOnce();
        assertThat(read("state")).isEqualTo("CANCELLED");
    }

    @Test
    void aWorkerThatEndsLeavesItsActionToAnother() throws Exception {
        ask(ActionKind.RELEASE);
        ActionRunner[] worker = new ActionRunner[1];
        worker[0] = runner((_, stop) -> {
            worker[0].stop();
            assertThat(stop.isStopped()).isTrue();
            return stopped();
        });
        worker[0].runOnce();
        assertThat(read("CONCAT(state, ' ', takeovers)")).isEqualTo("WAITING 0");
        assertThat(worker[0].runOnce()).isFalse();
        assertThat(List.of(read("state"))).containsExactly("WAITING");
        runner((_, _) -> new ActionEnd(ActionState.DONE, "9 records were released.", 0L)).runOnce();
        assertThat(read("CONCAT(state, ' ', records_left, ' ', ended_at IS NOT NULL)")).isEqualTo("DONE 0 1");
    }
}
