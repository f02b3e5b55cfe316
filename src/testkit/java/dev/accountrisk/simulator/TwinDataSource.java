package dev.accountrisk.simulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The in-memory twin of the database, for whoever speaks JDBC. */
final class TwinDataSource extends AbstractDataSource {
    private static final Schema SCHEMA = Schema.ofTheProject();
    private static final Map<String, Sentence> UNDERSTOOD = new ConcurrentHashMap<>();

    private final Storage storage = new Storage();
    private final Executor executor;
    private final Turns turns;
    private final Faults faults;

    TwinDataSource(Turns turns, Faults faults) {
        this.executor = new Executor(storage, turns);
        this.turns = turns;
        this.faults = faults;
    }

    Storage storage() {
        return storage;
    }

    /** The value of a column of a row of {@link Storage#rows}. */
    static int column(String table, String column) {
        return SCHEMA.table(table).index(column);
    }

    static Sentence understood(String sql) {
        return UNDERSTOOD.computeIfAbsent(sql, text -> Grammar.understand(SCHEMA, text));
    }

    @Override
    public Connection getConnection() {
        return new TwinConnection(storage, executor, turns, faults).asConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
