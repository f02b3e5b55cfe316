package dev.accountrisk.backfill.compare;

import dev.accountrisk.database.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one side in the order of their keys, one at a time, and their digest. */
final class RowStream implements SortedRows, AutoCloseable {
    private static final int DIGEST_CHARACTERS = 16;

    private final ComparedTable table;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final MessageDigest digest = sha256();
    private @Nullable String @Nullable [] current;
    private long read;

    RowStream(Connection connection, ComparedTable table, String schema, Map<String, String> topicIds)
            throws SQLException {
        this.table = table;
        this.statement = connection.prepareStatement(table.select(schema, topicIds), ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY);
        List<String> parameters = table.parameters(topicIds);
        for (int index = 0; index < parameters.size(); index++) {
            statement.setString(index + 1, parameters.get(index));
        }
        Statements.streamRows(statement);
        this.rows = statement.executeQuery();
        next();
    }

    @Override
    public @Nullable String @Nullable [] current() {
        return current;
    }

    @Override
    public void next() throws SQLException {
        if (!rows.next()) {
            current = null;
            return;
        }
        read++;
        @Nullable
        String[] row = new @Nullable String[table.key().size() + table.columns().size()];
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            String value = rows.getString(column + 1);
            row[column] = value;
            line.append(value == null ? "\0" : value).append('\1');
        }
        digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        current = row;
    }

    long rowsRead() {
        return read;
    }

    /** The digest of all rows that were read. Call it once, at the end. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
