package dev.accountrisk.lab;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * What the driver answers when it is asked how many rows a statement changed.
 *
 * <p>
 * The same statement on the same row gives other numbers under another driver setting, and no numbers at all once the driver
 * rewrites a batch. Whoever tells "inserted", "duplicate" or "stale" from them is wrong as soon as a URL changes. The one use
 * that is the same everywhere is a compare-and-set that always changes a column: 0 or 1.
 */
final class RowCounts {
    private static final String UPSERT = """
            INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, ?, 1)
            ON DUPLICATE KEY UPDATE risk = VALUES(risk)""";
    private static final String INSERT = "INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, ?, 1)";
    private static final String NO_CHANGE = "UPDATE lab_risk SET risk = ? WHERE account = ?";
    private static final String ADVANCE = "UPDATE lab_position SET next_offset = 10 WHERE topic = ? AND next_offset = 0";
    private static final List<String> FLAGS = List.of("useAffectedRows=false", "useAffectedRows=true");

    private RowCounts() {}

    static FindingChapter chapter() {
        return new FindingChapter("What a row count says",
                """
                        The same statement on the same row gives other counts under another driver setting, and none at all once \
                        the driver rewrites a batch. The worker decides before it writes; a count serves compare-and-set only, \
                        which changes a column always and answers 0 or 1 under every setting.""",
                List.of(
                        new Finding("upsert: new row, same value, other value", "Never tell outcomes from counts",
                                lab -> eachFlag(lab, RowCounts::upsertCounts)),
                        new Finding("update of a row that already has the value",
                                "A compare-and-set changes a column always",
                                lab -> eachFlag(lab, RowCounts::noChangeCount)),
                        new Finding("compare-and-set: first, second", "The one count to rely on",
                                lab -> eachFlag(lab, RowCounts::compareAndSetCounts)),
                        new Finding("batch of three upserts, rewritten by the driver",
                                "Build multi-row statements ourselves", RowCounts::rewrittenUpserts),
                        new Finding("batch of five, the third a duplicate", "Roll back on any error",
                                lab -> duplicateInBatch(lab, "")),
                        new Finding("the same with continueBatchOnError=false", "Roll back on any error",
                                lab -> duplicateInBatch(lab, "continueBatchOnError=false")),
                        new Finding("the same, rewritten by the driver", "Roll back on any error",
                                lab -> duplicateInBatch(lab, "rewriteBatchedStatements=true"))));
    }

    /** Counts on one connection. */
    private interface Counts {
        String on(LabDatabase lab, Connection connection) throws SQLException;
    }

    private static String eachFlag(LabDatabase lab, Counts counts) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String flag : FLAGS) {
            try (Connection connection = lab.connect(flag)) {
                text.append(text.isEmpty() ? "" : "; ").append(flag).append(": ").append(counts.on(lab, connection));
            }
        }
        return text.toString();
    }

    private static String upsertCounts(LabDatabase lab, Connection connection) throws SQLException {
        String account = lab.freshAccount();
        return update(connection, UPSERT, account, 1) + ", " + update(connection, UPSERT, account, 1) + ", "
                + update(connection, UPSERT, account, 2);
    }

    private static String noChangeCount(LabDatabase lab, Connection connection) throws SQLException {
        String account = lab.freshAccount();
        update(connection, UPSERT, account, 1);
        return Integer.toString(update(connection, NO_CHANGE, 1, account));
    }

    private static String compareAndSetCounts(LabDatabase lab, Connection connection) throws SQLException {
        String topic = lab.freshAccount();
        lab.given("INSERT INTO lab_position (topic, next_offset) VALUES (?, 0)", topic);
        return update(connection, ADVANCE, topic) + ", " + update(connection, ADVANCE, topic);
    }

    private static String rewrittenUpserts(LabDatabase lab) throws SQLException {
        try (Connection connection = lab.connect("rewriteBatchedStatements=true")) {
            return Arrays.toString(batch(connection, UPSERT, List.of(lab.freshAccount(), lab.freshAccount(),
                    lab.freshAccount())));
        }
    }

    private static String duplicateInBatch(LabDatabase lab, String settings) throws SQLException {
        String first = lab.freshAccount();
        String second = lab.freshAccount();
        String fourth = lab.freshAccount();
        String fifth = lab.freshAccount();
        String counts;
        try (Connection connection = lab.connect(settings)) {
            connection.setAutoCommit(false);
            try {
                counts = Arrays.toString(batch(connection, INSERT, List.of(first, second, second, fourth, fifth)));
            } catch (BatchUpdateException e) {
                counts = e.getErrorCode() + " " + Arrays.toString(e.getUpdateCounts());
            }
            connection.commit();
        }
        return counts + ", committed all the same: " + lab.committed(
                "SELECT COUNT(*) FROM lab_risk WHERE account IN (?, ?, ?, ?)", first, second, fourth, fifth);
    }

    private static int[] batch(Connection connection, String sql, List<String> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String account : accounts) {
                statement.setString(1, account);
                statement.setLong(2, 1);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
