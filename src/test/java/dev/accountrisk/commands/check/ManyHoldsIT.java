package dev.accountrisk.commands.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.check.Collected;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.SmallHeap;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One account with very many holds is checked in a small heap. */
class ManyHoldsIT {
    private static final String DATABASE = "many_holds_it";
    private static final int HEAP_MEBIBYTES = 64;
    private static final int HOLDS = 300_000;

    private final MySqlServer mysql = TestServers.shared().mysql();

    @BeforeEach
    void migrate() {
        mysql.createDatabase(DATABASE);
        Flyway.configure()
                .dataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password())
                .load()
                .migrate();
    }

    @AfterEach
    void drop() {
        mysql.dropDatabase(DATABASE);
    }

    /** Every third hold is still open. One row of a hold is wrong. */
    @Test
    void holdsAreCheckedInShares() throws Exception {
        fill();

        SmallHeap.Result result = SmallHeap.run(HEAP_MEBIBYTES, ChecksInSmallHeap.class, mysql.jdbcUrl(DATABASE),
                mysql.username(), mysql.password());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output().lines().filter(line -> line.startsWith("found ")))
                .containsExactly("found HOLD h7: SETTLED 1 COIN, but OPEN 1 COIN");
    }

    /** What a reconciliation does with one page of one account. */
    static final class ChecksInSmallHeap {
        private ChecksInSmallHeap() {}

        public static void main(String[] arguments) throws Exception {
            Collected found = new Collected();
            new Transactions(new DriverManagerDataSource(arguments[0], arguments[1], arguments[2])).run(connection -> {
                new CommandChecks("commands", true).checkInTx(connection, List.of("busy"), 0, found);
                return true;
            });
            found.findings()
                    .forEach(one -> System.out.println("found " + one.kind() + " " + one.item() + ": " + one.expected()
                            + ", but " + one.actual()));
        }
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(DATABASE), mysql.username(),
                mysql.password()); Statement statement = connection.createStatement()) {
            statement.execute("SET cte_max_recursion_depth = " + HOLDS);
            statement.execute("CREATE TEMPORARY TABLE numbers (n INT PRIMARY KEY) WITH RECURSIVE counted (n) AS"
                    + " (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < " + HOLDS + ") SELECT n FROM counted");
            String columns = "INSERT INTO account_entry (account_uuid, entry_id, kind, version, asset, amount, outcome,"
                    + " balance_after, frozen_after, hold_id, occurred_at, source_topic, source_partition, source_offset)";
            statement.execute(columns + " VALUES ('busy', 'c', 'CREDIT', 1, 'COIN', 500000, 'APPLIED', 500000, 0, NULL,"
                    + " 1, 'commands', 0, 0)");
            statement.execute(
                    columns + " SELECT 'busy', CONCAT('f', n), 'FREEZE', n + 1, 'COIN', 1, 'APPLIED', 500000, n,"
                            + " CONCAT('h', n), 1, 'commands', 0, n FROM numbers");
            statement.execute(columns + " SELECT 'busy', CONCAT('r', n), IF(n = 7, 'SETTLE', 'REFUND'),"
                    + " " + HOLDS + " + 1 + n - n DIV 3, 'COIN', IF(n = 7, 0, 1), 'APPLIED', 500000, 100000,"
                    + " CONCAT('h', n), 1,"
                    + " 'commands', 0, " + HOLDS + " + n FROM numbers WHERE n % 3 > 0");
            statement.execute("INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, source_partition)"
                    + " SELECT 'busy', CONCAT('h', n), 'COIN', 1, IF(n % 3 = 0 OR n = 7, 'OPEN', 'REFUNDED'), 0"
                    + " FROM numbers");
            statement.execute(
                    "INSERT INTO account_head (account_uuid, version) SELECT 'busy', COUNT(*) FROM account_entry");
            statement.execute("INSERT INTO account_balance (account_uuid, asset, balance, frozen) VALUES"
                    + " ('busy', 'COIN', 500000, 100000)");
        }
    }
}
