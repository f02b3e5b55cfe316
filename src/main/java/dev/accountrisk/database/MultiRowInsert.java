package dev.accountrisk.database;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
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
    private final RowBinder<R> binder;
    private final StatementTexts texts;

    /**
     * Prepares the statement's parts.
     *
     * @param head the text before the rows, including {@code VALUES}
     * @param row  one row, in parentheses
     * @param tail the text after the rows
     */
    public MultiRowInsert(String head, String row, String tail, RowBinder<R> binder) {
        this.texts = new StatementTexts(head + " ", row, " " + tail);
        this.binder = binder;
    }

    /**
     * Inserts the rows in their order.
     *
     * @return the sum of the counts that the server reported
     */
    public long executeInTx(Connection connection, List<R> rows) throws SQLException {
        long count = 0;
        for (int from = 0; from < rows.size(); from += StatementTexts.LARGEST) {
            count += insert(connection, rows.subList(from, Math.min(from + StatementTexts.LARGEST, rows.size())));
        }
        return count;
    }

    /**
     * Rows that are too large for one packet are inserted in two halves, and a single one as bytes: a statement as text escapes them, so
     * that it may be twice as large. The driver sends nothing of a packet it refuses.
     */
    private long insert(Connection connection, List<R> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, rows.size())) {
            int index = 1;
            for (R row : rows) {
                index = binder.bind(statement, index, row);
            }
            return statement.executeUpdate();
        } catch (PacketTooBigException tooBig) {
            if (rows.size() == 1) {
                return insertAsBytes(connection, rows.getFirst());
            }
            int half = rows.size() / 2;
            return insert(connection, rows.subList(0, half)) + insert(connection, rows.subList(half, rows.size()));
        }
    }

    private long insertAsBytes(Connection connection, R row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(texts.sql(1))) {
            binder.bind(statement, 1, row);
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection, int size) throws SQLException {
        return size == StatementTexts.LARGEST || !connection.isWrapperFor(JdbcConnection.class)
                ? connection.prepareStatement(texts.sql(size))
                : connection.unwrap(JdbcConnection.class).clientPrepareStatement(texts.sql(size));
    }
}
