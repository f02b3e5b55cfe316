package dev.accountrisk.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Binds the parameters of one row or one key of a statement of many.
 *
 * @param <R> what a row is made of
 */
@FunctionalInterface
public interface RowBinder<R> {
    /** Binds a row that is one text. */
    RowBinder<String> STRING = (statement, firstIndex, text) -> {
        statement.setString(firstIndex, text);
        return firstIndex + 1;
    };

    /** Binds one row from the parameter of the given index on; returns the index after the last one bound. */
    int bind(PreparedStatement statement, int firstIndex, R row) throws SQLException;
}
