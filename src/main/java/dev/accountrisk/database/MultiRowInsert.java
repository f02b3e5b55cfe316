package dev.accountrisk.database;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One {@code INSERT … VALUES (…), (…)} for many rows. The driver's own rewriting stops at a {@code ?} after the values and
 * hides the counts, so the statement is built here. As many rows as a statement takes go through a statement that the server has
 * prepared. The rest is one more statement, sent as text: if there were a prepared statement for each number of rows, a fleet of
 * workers would exceed the server's limit, and if there were only a few, a small batch would need many round trips.
 *
 * @param <R> the type of a row
 */
public final class MultiRowInsert<R> {
    private final Binder<R> binder;
    private final Shapes shapes;

    /** Binds one row, beginning with the parameter of the given index; returns the index after the last one. */
    @FunctionalInterface
    public interface Binder<R> {
        /** Binds. */
        int bind(PreparedStatement statement, int firstIndex, R row) throws SQLException;
    }

    /**
     * Prepares the statement's parts.
     *
     * @param head the text before the rows, including {@code VALUES}
     * @param row  one row, in parentheses
     * @param tail the text after the rows
     */
    public MultiRowInsert(String head, String row, String tail, Binder<R> binder) {
        this.shapes = new Shapes(head + " ", row, " " + tail);
        this.binder = binder;
    }

    /**
     * Inserts the rows in their order.
     *
     * @return the sum of the counts that the server reported
     */
    public long executeInTx(Connection connection, List<R> rows) throws SQLException {
        long count = 0;
        int from = 0;
        while (from < rows.size()) {
            int size = Math.min(Shapes.LARGEST, rows.size() - from);
            try (PreparedStatement statement = prepare(connection, size)) {
                int index = 1;
                for (R row : rows.subList(from, from + size)) {
                    index = binder.bind(statement, index, row);
                }
                count += statement.executeUpdate();
            }
            from += size;
        }
        return count;
    }

    private PreparedStatement prepare(Connection connection, int size) throws SQLException {
        return size == Shapes.LARGEST || !connection.isWrapperFor(JdbcConnection.class)
                ? connection.prepareStatement(shapes.sql(size))
                : connection.unwrap(JdbcConnection.class).clientPrepareStatement(shapes.sql(size));
    }
}
