package dev.accountrisk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What MySQL has of a row of the journal after it travelled as JSON, and several workers that write rows at once. */
class JournalStoreIT {
    private static final String DATABASE = "journal_store";
    private static final Source SOURCE = new Source("account.commands", "id", 3);
    private static final BigDecimal GREATEST = new BigDecimal("99999999999999999999.999999999999999999");
    private static final BigDecimal LEAST = new BigDecimal("0.000000000000000001");

    private static final MySqlServer MYSQL = TestServers.shared().mysql();

    private final JournalStore store = new JournalStore();

    @BeforeAll
    static void create() {
        MYSQL.createDatabase(DATABASE);
        Flyway.configure()
                .dataSource(MYSQL.jdbcUrl(DATABASE), MYSQL.username(), MYSQL.password())
                .load()
                .migrate();
    }

    @AfterEach
    void clear() throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE account_entry");
        }
    }

    @AfterAll
    static void drop() {
        MYSQL.dropDatabase(DATABASE);
    }

    @Test
    void aRowHasEveryDigitAndNullIsNull() throws SQLException {
        Command full = Command.of("c:1", "a-1", CommandType.FREEZE, "COIN", GREATEST, "h_1", null, "user:8841",
                Long.MAX_VALUE);
        Command bare = Command.of("c.2", "a-1", CommandType.EXPIRE, null, null, "h_2", null, null, 0);
        try (Connection connection = connect("")) {
            store.insertInTx(connection, List.of(
                    row(new CommandFold.Entry(0, full, Long.MAX_VALUE, Refusal.INSUFFICIENT_BALANCE, "COIN", GREATEST,
                            LEAST), Long.MAX_VALUE),
                    row(new CommandFold.Entry(1, bare, 2, null, null, null, null), 0),
                    new JournalStore.RiskRow(new RiskEntry(
                            new RiskUpdate("c:1", "a-1", RiskUpdate.Type.ADD, 0.1, 7, RiskUpdate.NO_SEQUENCE), 1e-300,
                            1), SOURCE, 9)));
            connection.commit();
            assertThat(rows(connection)).containsExactly(
                    "a-1|c.2|EXPIRE|2|null|null|APPLIED|null|null|null|null|null|h_2|null|0|"
                            + hex(bare.digest()) + "|account.commands|3|0|1",
                    "a-1|c:1|ADD|1|null|null|APPLIED|null|null|null|0.1|1.0E-300|null|null|7|null|account.commands|3|9|0",
                    "a-1|c:1|FREEZE|9223372036854775807|COIN|99999999999999999999.999999999999999999|REFUSED"
                            + "|INSUFFICIENT_BALANCE|99999999999999999999.999999999999999999|1E-18|null"
                            + "|null|h_1|user:8841|9223372036854775807|" + hex(full.digest())
                            + "|account.commands|3|9223372036854775807|1");
        }
    }

    @Test
    void rowsThatAreTooLargeForOnePacketGoInSeveral() throws SQLException {
        try (Connection connection = connect("&maxAllowedPacket=20000")) {
            store.insertInTx(connection, commands("a", 1, 1_500));
            connection.commit();
            assertThat(rows(connection)).hasSize(1_500);
        }
    }

    @Test
    void aValueThatDoesNotFitIsAFaultOfItsRecordAndNeverNull() throws SQLException {
        Command tooLong = Command.of("c", "a", CommandType.CREDIT, "COIN", GREATEST, "h".repeat(65), null, null, 0);
        Command tooMuch = Command.of("c", "a", CommandType.CREDIT, "COIN", GREATEST.multiply(BigDecimal.TEN), null,
                null, null, 0);
        try (Connection connection = connect("")) {
            for (Command command : List.of(tooLong, tooMuch)) {
                assertThatThrownBy(() -> store.insertInTx(connection,
                        List.of(row(new CommandFold.Entry(0, command, 1, null, null, null, null), 0))))
                        .isInstanceOfSatisfying(SQLException.class,
                                fault -> assertThat(SqlFault.of(fault)).isEqualTo(SqlFault.POISON));
                connection.rollback();
            }
        }
    }

    /** Two keys of one table, and rows that lie between each other's: each writer has accounts of its own. */
    @Test
    void writersOfOtherAccountsNeverWaitForEachOtherInACircle() throws Exception {
        int writers = 8;
        int transactions = 40;
        int rows = 60;
        List<Callable<Integer>> work = new ArrayList<>();
        for (int number = 0; number < writers; number++) {
            String suffix = "-" + number;
            work.add(() -> {
                try (Connection connection = connect("")) {
                    for (int done = 0; done < transactions; done++) {
                        List<JournalStore.Row> batch = new ArrayList<>();
                        for (int account = 0; account < rows; account++) {
                            batch.addAll(commands("account-" + account + suffix, done + 1, 1));
                        }
                        store.insertInTx(connection, batch);
                        if (done % 10 == 9) {
                            connection.rollback();
                            store.insertInTx(connection, batch);
                        }
                        connection.commit();
                    }
                }
                return transactions;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Integer> writer : threads.invokeAll(work)) {
                assertThat(writer.get()).isEqualTo(transactions);
            }
        }
        try (Connection connection = connect("")) {
            assertThat(rows(connection)).hasSize(writers * transactions * rows);
        }
    }

    private static List<JournalStore.Row> commands(String account, int firstVersion, int count) {
        List<JournalStore.Row> rows = new ArrayList<>();
        for (int version = firstVersion; version < firstVersion + count; version++) {
            Command command = Command.of(Integer.toHexString(version * 0x9e3779b9) + "-" + version, account,
                    CommandType.CREDIT, "COIN", LEAST, null, null, null, version);
            rows.add(row(new CommandFold.Entry(0, command, version, null, "COIN", LEAST, LEAST), version));
        }
        return rows;
    }

    private static JournalStore.Row row(CommandFold.Entry entry, long offset) {
        return new JournalStore.CommandRow(entry, SOURCE, offset);
    }

    private static String hex(ContentDigest digest) {
        return HexFormat.of().withUpperCase().formatHex(digest.bytes());
    }

    private static Connection connect(String options) throws SQLException {
        Connection connection = DriverManager.getConnection(
                MYSQL.jdbcUrl(DATABASE) + "&useServerPrepStmts=true&cachePrepStmts=true" + options, MYSQL.username(),
                MYSQL.password());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private static List<String> rows(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT account_uuid, entry_id, kind, version, asset, amount, outcome, reason, balance_after, frozen_after,"
                                + " risk_added, risk_after, hold_id, external_ref, occurred_at, HEX(content_digest), source_topic,"
                                + " source_partition, source_offset, of_command FROM account_entry"
                                + " ORDER BY account_uuid, entry_id, of_command")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(text(row.getString(column)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : value;
    }
}
