package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One {@code SELECT … WHERE key IN (…)} for many keys. There are four texts, each prepared once per connection: the last key
 * is repeated until the keys fill the next larger text.
 *
 * @param <K> the type of a key
 */
public final class KeyedSelect<K> {
    private final RowBinder<K> binder;
    private final StatementTexts texts;

    /** Takes one row of the result. */
    @FunctionalInterface
    public interface RowReader {
        /** Reads the current row. */
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Prepares the statement's parts.
     *
     * @param head the text before the keys, including {@code IN (}
     * @param key  one key: {@code ?}, or {@code (?,?)}
     * @param tail the text after the keys, including the closing parenthesis
     */
    public KeyedSelect(String head, String key, String tail, RowBinder<K> binder) {
        this(new StatementTexts(head, key, tail), binder);
    }

    private KeyedSelect(StatementTexts texts, RowBinder<K> binder) {
        this.texts = texts;
        this.binder = binder;
    }

    /** One {@code SELECT … WHERE condition OR condition} for many conditions of one form. */
    public static <K> KeyedSelect<K> anyOf(String head, String condition, RowBinder<K> binder) {
        return new KeyedSelect<>(new StatementTexts(head, condition, "", " OR "), binder);
    }

    /** Binds the parameters that stand before the keys. */
    @FunctionalInterface
    public interface Prefix {
        /** Binds them from the first on, and returns the index of the first key. */
        int bind(PreparedStatement statement) throws SQLException;
    }

    /** Selects by all the keys. If the keys are sorted, the rows are locked in their order. */
    public void executeInTx(Connection connection, List<K> keys, RowReader reader) throws SQLException {
        executeInTx(connection, _ -> 1, keys, reader);
    }

    /**
     * Selects by all the keys, and keeps none but the current row: a key may have a million rows. The reader must not use the
     * connection.
     */
    public void streamInTx(Connection connection, List<K> keys, RowReader reader) throws SQLException {
        executeInTx(connection, statement -> {
            Statements.streamRows(statement);
            return 1;
        }, keys, reader);
    }

    /** Selects by all the keys, with parameters before them. */
    public void executeInTx(Connection connection, Prefix prefix, List<K> keys, RowReader reader) throws SQLException {
        int from = 0;
        while (from < keys.size()) {
            int size = StatementTexts.sizeFor(keys.size() - from);
            try (PreparedStatement statement = connection.prepareStatement(texts.sql(size))) {
                int index = prefix.bind(statement);
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
