package dev.accountrisk.model;

import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract's tables without a worker, filled from a model: a database that is right, to be damaged by a test. */
final class SampleDatabase {
    private static final String NAME = "sample";
    private static final String COPY = "sample_copy";
    private static final String ID = " VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin";
    private static final List<String> TABLES = List.of(
            "account_risk (account_uuid" + ID + " PRIMARY KEY, risk DOUBLE, level VARCHAR(16), occurred_at BIGINT,"
                    + " sequence BIGINT, last_event_id" + ID + ")",
            "account_balance (account_uuid" + ID + ", asset" + ID + ", balance DECIMAL(38,18), frozen DECIMAL(38,18))",
            "account (account_uuid" + ID + " PRIMARY KEY, external_ref" + ID + ")",
            "account_entry (account_uuid" + ID + ", entry_id" + ID + ", kind VARCHAR(16), asset" + ID
                    + ", amount DECIMAL(38,18), outcome VARCHAR(16), reason VARCHAR(32), balance_after DECIMAL(38,18),"
                    + " frozen_after DECIMAL(38,18), version BIGINT, source_topic VARCHAR(249), source_partition INT,"
                    + " source_offset BIGINT)",
            "account_hold (account_uuid" + ID + ", hold_id" + ID + ", asset" + ID + ", amount DECIMAL(38,18),"
                    + " state VARCHAR(16), expires_at BIGINT)",
            "parked_record (account_uuid" + ID
                    + ", reason VARCHAR(32), source_topic VARCHAR(249), source_partition INT,"
                    + " source_offset BIGINT, state VARCHAR(16))",
            "consumer_position (topic VARCHAR(249), partition_no INT, next_offset BIGINT)",
            "account_head (account_uuid" + ID + " PRIMARY KEY, version BIGINT)");

    private final WorkerDatabase database;
    private long nextOffset;

    private SampleDatabase(WorkerDatabase database) {
        this.database = database;
    }

    /** Makes the tables, writes what the model says, and keeps a second copy of it. */
    static SampleDatabase of(ContractModel model, Map<String, Long> logEnds) throws SQLException {
        MySqlServer mysql = TestServers.shared().mysql();
        for (String name : List.of(COPY, NAME)) {
            mysql.createDatabase(name);
            WorkerDatabase database = new WorkerDatabase(mysql.jdbcUrl(name), mysql.username(), mysql.password());
            TABLES.forEach(table -> database.execute("CREATE TABLE " + table));
        }
        WorkerDatabase copy = new WorkerDatabase(mysql.jdbcUrl(COPY), mysql.username(), mysql.password());
        new SampleDatabase(copy).fill(model, logEnds);
        return new SampleDatabase(new WorkerDatabase(mysql.jdbcUrl(NAME), mysql.username(), mysql.password()));
    }

    /** The database, right again whatever was done to it. */
    WorkerDatabase repaired() throws SQLException {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String definition : TABLES) {
                String table = definition.substring(0, definition.indexOf(' '));
                statement.execute("DELETE FROM " + table);
                statement.execute("INSERT INTO " + table + " SELECT * FROM " + COPY + "." + table);
            }
            connection.commit();
        }
        return database;
    }

    private void fill(ContractModel model, Map<String, Long> logEnds) throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            for (Rows.Risk row : model.risks().rows().values()) {
                insert(
                        connection,
                        "account_risk",
                        row.account(),
                        row.risk(),
                        row.level(),
                        row.occurredAtMillis(),
                        row.sequence(),
                        row.lastEventId());
            }
            for (Map.Entry<String, Set<String>> added : model.risks().addedIds().entrySet()) {
                additions(connection, added.getKey(), added.getValue());
            }
            for (Map.Entry<String, Ledger> ledger : model.ledgers().entrySet()) {
                money(connection, ledger.getKey(), ledger.getValue());
            }
            for (Rows.Parked row : model.parked().values()) {
                Rows.Place place = row.place();
                insert(
                        connection,
                        "parked_record",
                        row.account(),
                        row.reason(),
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        row.state());
            }
            for (Map.Entry<String, Long> end : logEnds.entrySet()) {
                String name = end.getKey();
                int dash = name.lastIndexOf('-');
                insert(
                        connection,
                        "consumer_position",
                        name.substring(0, dash),
                        Integer.parseInt(name.substring(dash + 1)),
                        end.getValue());
            }
            connection.commit();
        }
    }

    private void additions(Connection connection, String account, Set<String> ids) throws SQLException {
        long version = 0;
        for (String id : ids) {
            Rows.Entry entry = new Rows.Entry(account, id, "ADD", null, null, "APPLIED", null, null, null);
            entry(connection, entry, ++version, ModelDriver.RISK);
        }
    }

    private void money(Connection connection, String account, Ledger ledger) throws SQLException {
        for (Rows.Balance row : ledger.balances().values()) {
            insert(connection, "account_balance", account, row.asset(), row.balance(), row.frozen());
        }
        for (Rows.Hold row : ledger.holds().values()) {
            insert(
                    connection,
                    "account_hold",
                    account,
                    row.holdId(),
                    row.asset(),
                    row.amount(),
                    row.state(),
                    row.expiresAtMillis());
        }
        String reference = ledger.externalRef();
        if (reference != null) {
            insert(connection, "account", account, reference);
        }
        long version = 0;
        for (Ledger.Decided decided : ledger.decided().values()) {
            entry(connection, decided.entry(), ++version, ModelDriver.COMMANDS);
        }
        insert(connection, "account_head", account, version);
    }

    private void entry(Connection connection, Rows.Entry entry, long version, String topic) throws SQLException {
        insert(
                connection,
                "account_entry",
                entry.account(),
                entry.entryId(),
                entry.kind(),
                entry.asset(),
                entry.amount(),
                entry.outcome(),
                entry.reason(),
                entry.balanceAfter(),
                entry.frozenAfter(),
                version,
                topic,
                0,
                nextOffset++);
    }

    private static void insert(Connection connection, String table, @Nullable Object... values) throws SQLException {
        String places = "?, ".repeat(values.length - 1) + "?";
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
