package dev.accountrisk.backfill.shadow;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.Servers;
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

/** The schemas: the live one, the shadow for tables that are built, and one for tables that were replaced. */
public final class Schemas {
    /** The numbers of parked records begin here in shadow tables, until the live ones are copied. */
    static final long PARKED_IDS_FROM = 1_000_000_000_000L;
    private static final String PROBE = "backfill_probe";

    private final DataSource live;
    private final Transactions transactions;
    private final String liveSchema;
    private final String shadowSchema;
    private final String replacedSchema;
    private final List<String> tables;

    private Schemas(DataSource live, Transactions transactions, String liveSchema, String shadowSchema,
            String replacedSchema, List<String> tables) {
        this.live = live;
        this.transactions = transactions;
        this.liveSchema = liveSchema;
        this.shadowSchema = shadowSchema;
        this.replacedSchema = replacedSchema;
        this.tables = tables;
    }

    /** Finds the live schema. An empty name of another schema means the live one's name with a suffix. */
    public static Schemas find(Servers servers, String shadow, String replaced) throws SQLException {
        String name = servers.transactions().runRepeatable(connection -> one(connection, "SELECT DATABASE()"));
        return new Schemas(servers.dataSource(), servers.transactions(), name,
                shadow.isEmpty() ? name + "_shadow" : shadow, replaced.isEmpty() ? name + "_replaced" : replaced,
                Tables.state(servers.topics()));
    }

    public String live() {
        return liveSchema;
    }

    public String shadow() {
        return shadowSchema;
    }

    public String replaced() {
        return replacedSchema;
    }

    /** The tables of the live schema that follow from its topics. */
    List<String> tables() {
        return tables;
    }

    /** A pool whose connections are in the shadow schema. */
    HikariDataSource openShadow(int connections) throws SQLException {
        HikariConfig configuration = new HikariConfig();
        live.unwrap(HikariDataSource.class).copyStateTo(configuration);
        configuration.setCatalog(shadowSchema);
        configuration.setMaximumPoolSize(connections);
        configuration.setMinimumIdle(connections);
        configuration.setPoolName("shadow");
        return new HikariDataSource(configuration);
    }

    /** Creates the shadow schema if it is missing, and its tables empty, with the definitions of the live ones. */
    public void recreateShadow() throws SQLException, RefusedException {
        ensure(shadowSchema);
        withRights(() -> transactions.runRepeatable(connection -> {
            for (String table : tables) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Tables.in(shadowSchema, table));
            }
            for (String table : tables) {
                createInTx(connection, table);
            }
            return tables.size();
        }));
    }

    /**
     * Creates a shadow table like the live one, with the same names of its constraints. The definition names no schema: it runs in
     * the shadow schema, so that it cannot touch a live table, in whatever way the server quotes names.
     */
    private void createInTx(Connection connection, String table) throws SQLException {
        String definition = second(connection, "SHOW CREATE TABLE " + Tables.in(liveSchema, table));
        Statements.execute(connection, "USE " + Tables.quoted(shadowSchema));
        try {
            Statements.execute(connection, definition);
            if (table.equals(Tables.PARKED)) {
                Statements.execute(connection,
                        "ALTER TABLE " + Tables.in(shadowSchema, table) + " AUTO_INCREMENT = " + PARKED_IDS_FROM);
            }
        } finally {
            Statements.execute(connection, "USE " + Tables.quoted(liveSchema));
        }
    }

    /** Tries everything that a swap needs on a probe table, before hours are spent. */
    public void requireSwapRights() throws SQLException, RefusedException {
        ensure(shadowSchema);
        ensure(replacedSchema);
        List<String> left = tablesOf(replacedSchema);
        if (!left.isEmpty()) {
            throw new RefusedException("--mode", "the tables that an earlier rebuild replaced are still in schema "
                    + replacedSchema + "; --drop-old drops them");
        }
        withRights(() -> transactions.runRepeatable(connection -> {
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

    /** Whether the tables were swapped by a process that died before it could say so. */
    public boolean hasSwapped() throws SQLException {
        return !tablesOf(shadowSchema).contains(Tables.POSITIONS)
                && tablesOf(replacedSchema).contains(Tables.POSITIONS);
    }

    /** Drops the shadow tables. */
    public void dropShadow() throws SQLException {
        drop(shadowSchema);
    }

    /** Drops the replaced tables, and returns how many. */
    public int dropReplaced() throws SQLException {
        return drop(replacedSchema);
    }

    private int drop(String schema) throws SQLException {
        List<String> left = tablesOf(schema);
        return transactions.runRepeatable(connection -> {
            for (String table : left) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Tables.in(schema, table));
            }
            return left.size();
        });
    }

    private List<String> tablesOf(String schema) throws SQLException {
        return transactions.runRepeatable(connection -> {
            List<String> found = new ArrayList<>();
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT table_name FROM information_schema.tables WHERE table_schema = ?")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                }
            }
            return found.stream().filter(tables::contains).toList();
        });
    }

    private void ensure(String schema) throws SQLException, RefusedException {
        boolean exists = transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
        if (!exists) {
            withRights(() -> transactions.runRepeatable(connection -> {
                Statements.execute(connection, "CREATE DATABASE IF NOT EXISTS " + Tables.quoted(schema));
                return true;
            }));
        }
    }

    @FunctionalInterface
    private interface Step {
        Object run() throws SQLException;
    }

    /** Turns a missing right into a message with statements that grant it. */
    private void withRights(Step step) throws SQLException, RefusedException {
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
                    + "; and the rights on tables of " + Tables.quoted(liveSchema)
                    + " that deploy/mysql/backfill.sql gives");
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
