package dev.accountrisk.backfill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Statements;
import dev.accountrisk.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The schemas: the live one, one for tables that are built, and one for tables that were replaced. */
final class Schemas {
    /** Numbers of parked records are given out from here in tables that are built, until the live ones' are carried over. */
    static final long PARKED_IDS_FROM = 1_000_000_000_000L;
    private static final String PROBE = "backfill_probe";

    private final DataSource live;
    private final Transactions transactions;
    private final String liveSchema;
    private final String shadowSchema;
    private final String replacedSchema;

    private Schemas(DataSource live, Transactions transactions, String liveSchema, String shadowSchema,
            String replacedSchema) {
        this.live = live;
        this.transactions = transactions;
        this.liveSchema = liveSchema;
        this.shadowSchema = shadowSchema;
        this.replacedSchema = replacedSchema;
    }

    /** Looks which schema is live; an empty name of another means the live one's with an ending. */
    static Schemas find(DataSource live, Transactions transactions, String shadow, String replaced)
            throws SQLException {
        String name = transactions.runRepeatable(connection -> one(connection, "SELECT DATABASE()"));
        return new Schemas(live, transactions, name, shadow.isEmpty() ? name + "_shadow" : shadow,
                replaced.isEmpty() ? name + "_replaced" : replaced);
    }

    String live() {
        return liveSchema;
    }

    String shadow() {
        return shadowSchema;
    }

    String replaced() {
        return replacedSchema;
    }

    /** A pool whose connections are in the schema of tables that are built. */
    HikariDataSource openShadow(int connections) throws SQLException {
        HikariConfig configuration = new HikariConfig();
        live.unwrap(HikariDataSource.class).copyStateTo(configuration);
        configuration.setCatalog(shadowSchema);
        configuration.setMaximumPoolSize(connections);
        configuration.setMinimumIdle(connections);
        configuration.setPoolName("shadow");
        return new HikariDataSource(configuration);
    }

    /** Makes the schema if it is missing, and its tables anew, of the making that the live ones are of. */
    void makeShadow(List<String> tables) throws SQLException, RefusedException {
        ensure(shadowSchema);
        rights(() -> transactions.runRepeatable(connection -> {
            for (String table : Tables.STATE) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Tables.in(shadowSchema, table));
            }
            for (String table : tables) {
                make(connection, table);
            }
            return tables.size();
        }));
    }

    private void make(Connection connection, String table) throws SQLException {
        String name = Tables.quoted(table);
        String definition = second(connection, "SHOW CREATE TABLE " + Tables.in(liveSchema, table));
        Statements.execute(connection,
                definition.replace("CREATE TABLE " + name, "CREATE TABLE " + Tables.in(shadowSchema, table)));
        if (table.equals(Tables.PARKED)) {
            Statements.execute(connection,
                    "ALTER TABLE " + Tables.in(shadowSchema, table) + " AUTO_INCREMENT = " + PARKED_IDS_FROM);
        }
    }

    /** Tries all that a swap needs on a table of no use, before hours are spent. */
    void makeSureOfASwap() throws SQLException, RefusedException {
        ensure(shadowSchema);
        ensure(replacedSchema);
        List<String> left = tablesOf(replacedSchema);
        if (!left.isEmpty()) {
            throw new RefusedException("--mode", "the tables that an earlier rebuild replaced are still in schema "
                    + replacedSchema + "; --drop-old drops them");
        }
        rights(() -> transactions.runRepeatable(connection -> {
            for (String schema : List.of(shadowSchema, liveSchema, replacedSchema)) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Tables.in(schema, PROBE));
            }
            Statements.execute(connection, "CREATE TABLE " + Tables.in(shadowSchema, PROBE) + " (id INT PRIMARY KEY)");
            Statements.execute(connection, "LOCK TABLES " + Tables.in(shadowSchema, PROBE) + " WRITE");
            try {
                Statements.execute(connection, "RENAME TABLE " + Tables.in(shadowSchema, PROBE) + " TO "
                        + Tables.in(liveSchema, PROBE) + ", " + Tables.in(liveSchema, PROBE) + " TO "
                        + Tables.in(replacedSchema, PROBE));
            } finally {
                Statements.execute(connection, "UNLOCK TABLES");
            }
            Statements.execute(connection, "DROP TABLE " + Tables.in(replacedSchema, PROBE));
            return true;
        }));
    }

    /** Whether a swap was done whose process ended before it could say so. */
    boolean hasSwapped() throws SQLException {
        return !tablesOf(shadowSchema).contains(Tables.POSITIONS)
                && tablesOf(replacedSchema).contains(Tables.POSITIONS);
    }

    /** Drops what was built. */
    void dropShadow() throws SQLException {
        drop(shadowSchema);
    }

    /** Drops what was replaced; answers how many tables. */
    int dropReplaced() throws SQLException {
        return drop(replacedSchema);
    }

    private int drop(String schema) throws SQLException {
        List<String> tables = tablesOf(schema);
        return transactions.runRepeatable(connection -> {
            for (String table : tables) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Tables.in(schema, table));
            }
            return tables.size();
        });
    }

    private List<String> tablesOf(String schema) throws SQLException {
        return transactions.runRepeatable(connection -> {
            List<String> tables = new ArrayList<>();
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT table_name FROM information_schema.tables WHERE table_schema = ?")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        tables.add(row.getString(1));
                    }
                }
            }
            return tables.stream().filter(Tables.STATE::contains).toList();
        });
    }

    private void ensure(String schema) throws SQLException, RefusedException {
        boolean there = transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
        if (!there) {
            rights(() -> transactions.runRepeatable(connection -> {
                Statements.execute(connection, "CREATE DATABASE IF NOT EXISTS " + Tables.quoted(schema));
                return true;
            }));
        }
    }

    @FunctionalInterface
    private interface Step {
        Object run() throws SQLException;
    }

    /** Says which right is missing, in words that can be pasted. */
    private void rights(Step step) throws SQLException, RefusedException {
        try {
            step.run();
        } catch (SQLException failure) {
            if (!SqlFault.isMissingPrivilege(failure)) {
                throw failure;
            }
            String user = transactions.runRepeatable(connection -> one(connection, "SELECT CURRENT_USER()"));
            String account = "'" + user.replace("@", "'@'") + "'";
            throw new RefusedException("--mode", "the database user lacks a right (" + SqlFault.describe(failure)
                    + "). An administrator gives it with: CREATE DATABASE IF NOT EXISTS " + Tables.quoted(shadowSchema)
                    + "; GRANT ALL ON " + Tables.quoted(shadowSchema) + ".* TO " + account
                    + "; and for a rebuild also: CREATE DATABASE IF NOT EXISTS " + Tables.quoted(replacedSchema)
                    + "; GRANT ALL ON " + Tables.quoted(replacedSchema) + ".* TO " + account
                    + "; GRANT ALTER, CREATE, DROP, INSERT, LOCK TABLES ON " + Tables.quoted(liveSchema) + ".* TO "
                    + account + ";");
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        return column(connection, sql, 1);
    }

    private static String second(Connection connection, String sql) throws SQLException {
        return column(connection, sql, 2);
    }

    private static String column(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(column));
        }
    }
}
