package dev.accountrisk.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;

/** Rows of accounts that are there before a stream comes: each as if it had had one update, long ago. */
final class Rows {
    /** The rows that a stream has changed. */
    static final String CHANGED = "SELECT account_uuid, risk, occurred_at, last_event_id, level FROM account_risk"
            + " WHERE version > 1";

    private static final int ROWS_PER_STATEMENT = 1_000;
    private static final int ROWS_PER_TRANSACTION = 100_000;
    /** An account's number fits; the bits before it are the first of its id. */
    private static final int NUMBER_BITS = 24;

    private Rows() {}

    /** Makes a row for each account of a stream, nearly in the order of keys; their number is a multiple of a thousand. */
    static void insert(Connection connection, int accounts) throws SQLException {
        long[] order = order(accounts);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
        }
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries) VALUES "
                        + "(?, 1, 'LOW', 0, '0', 1, 0), ".repeat(ROWS_PER_STATEMENT - 1)
                        + "(?, 1, 'LOW', 0, '0', 1, 0)")) {
            for (int row = 0; row < accounts; row += ROWS_PER_STATEMENT) {
                for (int index = 0; index < ROWS_PER_STATEMENT; index++) {
                    statement.setString(index + 1,
                            RiskStream.accountUuid((int) (order[row + index] & ((1L << NUMBER_BITS) - 1))));
                }
                statement.executeUpdate();
                if ((row + ROWS_PER_STATEMENT) % ROWS_PER_TRANSACTION == 0) {
                    connection.commit();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static long[] order(int accounts) {
        long[] order = new long[accounts];
        for (int account = 0; account < accounts; account++) {
            long high = UUID.nameUUIDFromBytes(("account " + account).getBytes(StandardCharsets.US_ASCII))
                    .getMostSignificantBits();
            // the sign bit would put the upper half first
            order[account] = high >>> (NUMBER_BITS + 1) << NUMBER_BITS | account;
        }
        Arrays.sort(order);
        return order;
    }
}
