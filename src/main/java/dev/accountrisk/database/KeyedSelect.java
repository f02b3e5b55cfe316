package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One {@code SELECT … WHERE key IN (…)} for many keys. There are three texts, each prepared once a connection: the last key is
 * repeated until the keys fill the next larger one.
 *
 * @param <K> what a key is made of
 */
public final class KeyedSelect<K> {
    private final MultiRowInsert.Binder<K> binder;
    private final Shapes shapes;

    /** Takes one row of the answer. */
    @FunctionalInterface
    public interface RowReader {
        /** Reads the current row. */
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Prepares the statement's parts.
     *
     * @param head what stands before the keys, with {@code IN (}
     * @param key  one key: {@code ?}, or {@code (?,?)}
     * @param tail what stands behind the keys, with the closing parenthesis
     */
    public KeyedSelect(String head, String key, String tail, MultiRowInsert.Binder<K> binder) {
        this.shapes = new Shapes(head, key, tail);
        this.binder = binder;
    }

    /** Selects by all the keys; rows that are locked are locked in the order of the keys, if the keys are sorted. */
    public void executeInTx(Connection connection, List<K> keys, RowReader reader) throws SQLException {
        int from = 0;
        while (from < keys.size()) {
            int size = Shapes.sizeFor(keys.size() - from);
            try (PreparedStatement statement = connection.prepareStatement(shapes.sql(size))) {
                int index = 1;
                for (int i = from; i < from + size; i++) {
                    index = binder.bind(statement, index, keys.get(Math.min(i, keys.size() - 1)));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
            from += size;
        }
    }
}
