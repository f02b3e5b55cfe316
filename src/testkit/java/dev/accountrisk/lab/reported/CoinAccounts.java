package dev.accountrisk.lab.reported;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Report 2: {@code check_balance} with {@code FOR UPDATE}, then {@code freeze_amount} on a connection of its own.
 *
 * <p>
 * The request holds the row's lock on its first connection and waits for it on its second. InnoDB sees two transactions of
 * which one simply waits, so it is no deadlock: after the lock wait it is
 * {@code 1205 Lock wait timeout exceeded}, even when nobody else is there.
 */
final class CoinAccounts {
    static final String TABLE = """
            CREATE TABLE coin_account (
              account VARCHAR(64) PRIMARY KEY,
              balance DECIMAL(38,18) NOT NULL,
              frozen DECIMAL(38,18) NOT NULL)""";

    private final DataSource dataSource;

    CoinAccounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    boolean freeze(String account, long amount) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean enough = checkBalance(connection, account, amount);
            if (enough) {
                freezeAmount(account, amount);
            }
            connection.commit();
            return enough;
        }
    }

    private static boolean checkBalance(Connection connection, String account, long amount) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT balance - frozen FROM coin_account WHERE account = ? FOR UPDATE")) {
            statement.setString(1, account);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) >= amount;
            }
        }
    }

    private void freezeAmount(String account, long amount) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("UPDATE coin_account SET frozen = frozen + ? WHERE account = ?")) {
            statement.setLong(1, amount);
            statement.setString(2, account);
            statement.executeUpdate();
        }
    }
}
