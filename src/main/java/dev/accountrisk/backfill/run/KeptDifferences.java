package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.text.PrintableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first differences of a run, for the console. They are kept in the transaction that keeps their number. */
final class KeptDifferences {
    static final int KEPT_MAX = 100;

    private static final int KEY_CHARACTERS_MAX = 300;
    private static final int SAYS_CHARACTERS_MAX = 1_000;

    private KeptDifferences() {}

    /** A row of a table. */
    private record Key(String table, String key) {}

    /**
     * Adds differences until there are enough. A row that the run has named before is not added again: a run that is resumed compares
     * once more.
     */
    static void addInTx(Connection connection, long run, List<Difference> found) throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        // several threads and processes find differences of one run, and number them in turns
        lockInTx(connection, run);
        Set<Key> kept = keptInTx(connection, run);
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO backfill_difference"
                + " (run_id, number, table_name, account_uuid, row_key, says) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Difference difference : found) {
                String key = shortened(difference.key(), KEY_CHARACTERS_MAX);
                if (kept.size() < KEPT_MAX && kept.add(new Key(difference.table(), key))) {
                    statement.setLong(1, run);
                    statement.setInt(2, kept.size());
                    statement.setString(3, difference.table());
                    statement.setObject(4, difference.account(), Types.VARCHAR);
                    statement.setString(5, key);
                    statement.setString(6, shortened(difference.fields(), SAYS_CHARACTERS_MAX));
                    statement.executeUpdate();
                }
            }
        }
    }

    private static void lockInTx(Connection connection, long run) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT id FROM backfill_run WHERE id = ? FOR UPDATE")) {
            statement.setLong(1, run);
            statement.executeQuery().close();
        }
    }

    private static Set<Key> keptInTx(Connection connection, long run) throws SQLException {
        Set<Key> kept = new HashSet<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT table_name, row_key FROM backfill_difference WHERE run_id = ?")) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kept.add(new Key(row.getString(1), row.getString(2)));
                }
            }
        }
        return kept;
    }

    /** Text that is safe to print and fits. */
    static String shortened(String text, int charactersMax) {
        String printable = PrintableText.escape(text);
        int characters = printable.codePointCount(0, printable.length());
        return characters <= charactersMax
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, charactersMax - 1)) + "…";
    }
}
