package dev.accountrisk.database;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One {@code INSERT} for many rows, which travel as a single parameter: a JSON array of arrays. To the driver a parameter for each
 * value of each row costs several times as much, and to the server no less. One prepared statement serves any number of rows.
 *
 * @param <R> the type of a row
 */
public final class JsonInsert<R> {
    /** The most rows of a statement. */
    private static final int LARGEST = 1_000;

    private static final int CHARACTERS_OF_A_ROW = 320;

    private final String sql;
    private final BiConsumer<R, JsonRow> writer;

    /**
     * A column of the table.
     *
     * @param type       what JSON has of it is read as
     * @param expression what is stored, with {@code %s} for what was read
     */
    public record Column(String name, String type, String expression) {
        /** A column that is stored as it was read. */
        public static Column of(String name, String type) {
            return new Column(name, type, "%s");
        }
    }

    /**
     * Prepares the statement.
     *
     * @param columns in the order in which a row is written
     * @param writer  adds as many values as there are columns
     */
    public JsonInsert(String table, List<Column> columns, BiConsumer<R, JsonRow> writer) {
        this.writer = writer;
        // what cannot be converted would be null otherwise
        String read = IntStream.range(0, columns.size())
                .mapToObj(i -> "%s %s PATH '$[%d]' ERROR ON ERROR".formatted(columns.get(i).name(),
                        columns.get(i).type(), i))
                .collect(Collectors.joining(", "));
        this.sql = "INSERT INTO " + table + " ("
                + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") SELECT "
                + columns.stream()
                        .map(column -> column.expression().formatted("r." + column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM JSON_TABLE(?, '$[*]' COLUMNS (" + read + ")) r";
    }

    /** Inserts the rows in their order. */
    public void executeInTx(Connection connection, List<R> rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += LARGEST) {
            insert(connection, rows.subList(from, Math.min(from + LARGEST, rows.size())));
        }
    }

    /** Rows that are too large for one packet are inserted in two halves. The driver sends nothing of a packet it refuses. */
    private void insert(Connection connection, List<R> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, json(rows));
            statement.executeUpdate();
        } catch (PacketTooBigException tooBig) {
            if (rows.size() == 1) {
                throw tooBig;
            }
            int half = rows.size() / 2;
            insert(connection, rows.subList(0, half));
            insert(connection, rows.subList(half, rows.size()));
        }
    }

    private String json(List<R> rows) {
        StringBuilder text = new StringBuilder(rows.size() * CHARACTERS_OF_A_ROW).append('[');
        JsonRow row = new JsonRow(text);
        for (R each : rows) {
            if (text.length() > 1) {
                text.append(',');
            }
            row.begin();
            writer.accept(each, row);
            row.end();
        }
        return text.append(']').toString();
    }
}
