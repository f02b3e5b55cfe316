package dev.accountrisk.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lab's steps again, without the steps: many threads, as fast as they can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategiesUnderLoadIT {
    private static final int CLIENTS = 8;
    private static final int TRANSACTIONS = 40;
    private static final int ACCOUNTS = 20;
    private static final int ROWS = 5;
    private static final String ENSURE = """
            INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', 0)
            ON DUPLICATE KEY UPDATE account = lab_balance.account""";
    private static final String READ = "SELECT balance FROM lab_balance WHERE account = ? AND asset = 'COIN'";
    private static final String WRITE = "UPDATE lab_balance SET balance = ? WHERE account = ? AND asset = 'COIN'";

    private LabDatabase lab;

    @BeforeAll
    void open() throws SQLException {
        lab = IsolationLab.openDatabase("strategies_under_load_it");
    }

    @AfterAll
    void close() throws SQLException {
        lab.close();
    }

    /** Ids are taken before, in order, and used in a random one: fresh rows all over the same gap. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void ensureThenLockThenWriteIsExactAndMeetsNoErrorOnFreshAccounts(Isolation level) throws Exception {
        List<String> accounts = freshAccounts(TRANSACTIONS);
        Collections.shuffle(accounts, new Random(7));
        List<SQLException> errors = everybody(level, (connection, _) -> {
            for (String account : accounts) {
                update(connection, ENSURE, account);
                update(connection, WRITE, read(connection, READ + " FOR UPDATE", account) + 1, account);
                connection.commit();
            }
        });
        assertThat(errors).isEmpty();
        for (String account : accounts) {
            assertThat(lab.committed(READ, account)).isEqualTo(CLIENTS);
        }
    }

    @Test
    void theSameWithoutTheRowLockLosesUpdates() throws Exception {
        List<String> accounts = freshAccounts(TRANSACTIONS);
        List<SQLException> errors = everybody(Isolation.READ_COMMITTED, (connection, _) -> {
            for (String account : accounts) {
                update(connection, ENSURE, account);
                connection.commit();
                update(connection, WRITE, read(connection, READ, account) + 1, account);
                connection.commit();
            }
        });
        assertThat(errors).isEmpty();
        long sum = 0;
        for (String account : accounts) {
            sum += lab.committed(READ, account);
        }
        assertThat(sum).isLessThan(CLIENTS * TRANSACTIONS);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void sortedUpsertsNeverDeadlock(Isolation level) throws Exception {
        assertThat(upserts(level, true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void unsortedUpsertsDeadlock(Isolation level) throws Exception {
        assertThat(upserts(level, false)).isNotEmpty().allMatch(error -> error.getErrorCode() == 1213);
    }

    private List<SQLException> upserts(Isolation level, boolean sorted) throws Exception {
        List<String> accounts = freshAccounts(ACCOUNTS);
        String sql = "INSERT INTO lab_risk (account, risk, occurred_at) VALUES "
                + String.join(", ", Collections.nCopies(ROWS, "(?, 1, 1)"))
                + " AS fresh ON DUPLICATE KEY UPDATE risk = lab_risk.risk + fresh.risk";
        return everybody(level, (connection, member) -> {
            Random random = new Random(member);
            for (int i = 0; i < TRANSACTIONS; i++) {
                List<String> some = new ArrayList<>(accounts);
                Collections.shuffle(some, random);
                List<String> rows = some.subList(0, ROWS);
                if (sorted) {
                    Collections.sort(rows);
                }
                update(connection, sql, rows.toArray());
                connection.commit();
            }
        });
    }

    /** What one client does on its own connection. */
    private interface Client {
        void run(Connection connection, int member) throws SQLException;
    }

    private List<SQLException> everybody(Isolation level, Client client) throws InterruptedException {
        try (Crowd crowd = new Crowd(CLIENTS)) {
            return crowd.allAtOnce(member -> () -> {
                try (Connection connection = lab.connect("")) {
                    connection.setTransactionIsolation(level.jdbcLevel());
                    connection.setAutoCommit(false);
                    client.run(connection, member);
                    return true;
                }
            });
        }
    }

    private List<String> freshAccounts(int count) {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add(lab.freshAccount());
        }
        return accounts;
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static long read(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
