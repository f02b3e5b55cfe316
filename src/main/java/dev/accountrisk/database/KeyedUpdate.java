package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One {@code UPDATE … WHERE key IN (…)} or {@code DELETE} for many keys, in the texts that {@link KeyedSelect} has.
 *
 * @param <K> what a key is made of
 */
public final class KeyedUpdate<K> {
    private final RowBinder<K> binder;
    private final StatementTexts texts;

    /** Prepares the statement's parts: what stands before the keys, with {@code IN (}, and one key. */
    public KeyedUpdate(String head, String key, RowBinder<K> binder) {
        this(new StatementTexts(head, key, ")"), binder);
    }

    private KeyedUpdate(StatementTexts texts, RowBinder<K> binder) {
        this.texts = texts;
        this.binder = binder;
    }

    /** One {@code DELETE … WHERE condition OR condition} for many conditions of one form. */
    public static <K> KeyedUpdate<K> anyOf(String head, String condition, RowBinder<K> binder) {
        return new KeyedUpdate<>(new StatementTexts(head, condition, "", " OR "), binder);
    }

    /** Updates or deletes the rows of all the keys. */
    public void executeInTx(Connection connection, List<K> keys) throws SQLException {
        int from = 0;
        while (from < keys.size()) {
            int size = StatementTexts.sizeFor(keys.size() - from);
            try (PreparedStatement statement = connection.prepareStatement(texts.sql(size))) {
                int index = 1;
                for (int i = from; i < from + size; i++) {
                    index = binder.bind(statement, index, keys.get(Math.min(i, keys.size() - 1)));
                }
                statement.executeUpdate();
            }
            from += size;
        }
    }
}
