package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What MySQL itself can take: rows from memory, many a statement and a transaction, in key order, by two writers. */
final class RawMySql implements Contender {
    private static final int WRITERS = 2;
    private static final int ROWS_PER_STATEMENT = 500;
    private static final int ROWS_PER_TRANSACTION = 5_000;

    private final String name;
    private final String settings;
    private final BenchServers servers;
    private final Table table;
    private final int rows;

    /** The statement, and how a row of it is bound. */
    private interface Table {
        String sql(int rows);

        int bind(PreparedStatement statement, int first, int row) throws SQLException;

        /** What is done before the clock starts. */
        void prepare(Connection connection) throws SQLException;
    }

    private RawMySql(String name, String settings, BenchServers servers, Table table, int rows) {
        this.name = name;
        this.settings = settings;
        this.servers = servers;
        this.table = table;
        this.rows = rows;
    }

    /** Guarded upserts of accounts that have a row each. */
    static RawMySql upserts(BenchServers servers, int accounts, int rows) {
        return new RawMySql("raw upserts", "MySQL alone: guarded multi-row upserts of existing rows, from memory, "
                + ROWS_PER_TRANSACTION + " a transaction, 2 threads", servers, new RiskTable(accounts), rows);
    }

    /** As many rows of the journal as there are commands. */
    static RawMySql journal(BenchServers servers, int accounts, int rows) {
        return new RawMySql("raw journal inserts",
                "MySQL alone: multi-row inserts of new journal rows, without the console's index, from memory, "
                        + ROWS_PER_TRANSACTION + " a transaction, 2 threads",
                servers, new JournalTable(accounts), rows);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public Measure run() throws Exception {
        String database = "bench_raw";
        servers.createDatabase(database);
        Schema.create(servers, database);
        try {
            try (Connection connection = connect(database)) {
                table.prepare(connection);
                connection.commit();
            }
            ProcessorTime processor = new ProcessorTime(servers, ProcessHandle.current().pid());
            long beganNanos = System.nanoTime();
            writeAll(database);
            return new Measure(rows, (System.nanoTime() - beganNanos) / 1e9, processor.contenderMicros(rows),
                    processor.mysqlMicros(rows), "", 0, null);
        } finally {
            servers.dropDatabase(database);
        }
    }

    private Connection connect(String database) throws SQLException {
        Connection connection = DriverManager.getConnection(
                servers.jdbcUrl(database)
                        + "&useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSqlLimit=1000000",
                servers.mysqlUser(), servers.mysqlPassword());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private void writeAll(String database) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int from = rows / WRITERS * writer;
                writers.add(executor.submit(() -> {
                    write(database, from, from + rows / WRITERS);
                    return true;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    private void write(String database, int from, int to) throws SQLException {
        try (Connection connection = connect(database)) {
            for (int row = from; row < to;) {
                int size = Math.min(ROWS_PER_STATEMENT, to - row);
                try (PreparedStatement statement = connection.prepareStatement(table.sql(size))) {
                    int index = 1;
                    for (int i = 0; i < size; i++) {
                        index = table.bind(statement, index, row + i);
                    }
                    statement.executeUpdate();
                }
                row += size;
                if ((row - from) % ROWS_PER_TRANSACTION == 0 || row == to) {
                    connection.commit();
                }
            }
        }
    }

    /** Sorted once: a writer's rows go round its accounts in key order. */
    private static List<String> sortedAccounts(int accounts) {
        List<String> sorted = new ArrayList<>(accounts);
        for (int account = 0; account < accounts; account++) {
            sorted.add(RiskStream.accountUuid(account));
        }
        sorted.sort(null);
        return sorted;
    }

    private static final class RiskTable implements Table {
        private final List<String> accounts;

        RiskTable(int accounts) {
            this.accounts = sortedAccounts(accounts);
        }

        @Override
        public String sql(int rows) {
            return "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries) VALUES "
                    + "(?,?,'LOW',?,?,1,0),".repeat(rows - 1)
                    + "(?,?,'LOW',?,?,1,0) AS new ON DUPLICATE KEY UPDATE risk = IF(new.occurred_at > account_risk.occurred_at,"
                    + " new.risk, account_risk.risk), last_event_id = IF(new.occurred_at > account_risk.occurred_at,"
                    + " new.last_event_id, account_risk.last_event_id), occurred_at = GREATEST(new.occurred_at,"
                    + " account_risk.occurred_at)";
        }

        @Override
        public int bind(PreparedStatement statement, int first, int row) throws SQLException {
            statement.setString(first, accounts.get(row % accounts.size()));
            statement.setDouble(first + 1, row % 100);
            statement.setLong(first + 2, row);
            statement.setString(first + 3, "0199f1a2-7c11-7000-8000-5c1e0b6f2a10");
            return first + 4;
        }

        @Override
        public void prepare(Connection connection) throws SQLException {
            for (int row = 0; row < accounts.size();) {
                int size = Math.min(ROWS_PER_STATEMENT, accounts.size() - row);
                try (PreparedStatement statement = connection.prepareStatement(sql(size))) {
                    int index = 1;
                    for (int i = 0; i < size; i++) {
                        index = bind(statement, index, row + i);
                    }
                    statement.executeUpdate();
                }
                row += size;
            }
        }
    }

    private static final class JournalTable implements Table {
        private final List<String> accounts;

        JournalTable(int accounts) {
            this.accounts = sortedAccounts(accounts);
        }

        @Override
        public String sql(int rows) {
            String row = "(?,?,'CREDIT',?,'COIN',12.34,'APPLIED',1234.56,0,1763776800123,UNHEX('00112233445566778899aabbccddeeff'),"
                    + "'account.commands',1,?)";
            return "INSERT INTO account_entry (account_uuid, entry_id, kind, version, asset, amount, outcome, balance_after,"
                    + " frozen_after, occurred_at, content_digest, source_topic, source_partition, source_offset) VALUES "
                    + (row + ",").repeat(rows - 1) + row;
        }

        @Override
        public int bind(PreparedStatement statement, int first, int row) throws SQLException {
            statement.setString(first, accounts.get(row % accounts.size()));
            statement.setString(first + 1, "c-" + row);
            statement.setLong(first + 2, row / accounts.size() + 1);
            statement.setLong(first + 3, row);
            return first + 4;
        }

        /** The journal begins empty, and without the index that the console pages by: the target was set before that index existed. */
        @Override
        public void prepare(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE account_entry DROP KEY account_entry_version");
            }
        }
    }
}
