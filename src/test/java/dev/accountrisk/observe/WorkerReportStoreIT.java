package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Workers that report at the same time. */
class WorkerReportStoreIT {
    private static final String DATABASE = "worker_report_store_it";
    private static final int WORKERS = 8;
    private static final int REPORTS = 200;
    private static final WorkerReports.Identity IDENTITY = new WorkerReports.Identity("1@host", "1", Instant.EPOCH);

    private HikariDataSource pool;

    @BeforeEach
    void open() {
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        pool = new HikariDataSource();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        Flyway.configure().dataSource(pool).load().migrate();
    }

    @AfterEach
    void close() {
        pool.close();
        TestServers.shared().mysql().dropDatabase(DATABASE);
    }

    @Test
    void noneWaitsForAnotherThatWaitsForIt() throws Exception {
        long before = number("SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'lock_deadlocks'");
        WorkerReportStore store = new WorkerReportStore(new Transactions(pool));
        List<Future<?>> reporting = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            for (int worker = 0; worker < WORKERS; worker++) {
                String id = "worker-" + worker;
                reporting.add(threads.submit(() -> report(store, id)));
            }
        }
        for (Future<?> each : reporting) {
            each.get();
        }

        assertThat(number("SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'lock_deadlocks'"))
                .isEqualTo(before);
        assertThat(number("SELECT COUNT(*) FROM worker_report")).isEqualTo(WORKERS);
    }

    @Test
    void aWorkerThatHasNotReportedForAnHourIsForgotten() throws Exception {
        WorkerReportStore store = new WorkerReportStore(new Transactions(pool));
        store.write(row("silent"));
        store.write(row("reporting"));
        execute("UPDATE worker_report SET reported_at = UTC_TIMESTAMP(3) - INTERVAL 2 HOUR WHERE worker_id = 'silent'");
        store.deleteSilent();
        assertThat(number("SELECT COUNT(*) FROM worker_report WHERE worker_id = 'silent'")).isZero();
        assertThat(number("SELECT COUNT(*) FROM worker_report WHERE worker_id = 'reporting'")).isEqualTo(1);

        store.delete("reporting");
        assertThat(number("SELECT COUNT(*) FROM worker_report")).isZero();
    }

    @Test
    void onlyWorkersWithRecentReportsAreLive() throws Exception {
        WorkerReportStore store = new WorkerReportStore(new Transactions(pool));
        ReportingWorkers live = new ReportingWorkers(new Transactions(pool));
        assertThat(live.count()).isZero();
        store.write(row("a"));
        store.write(row("b"));
        store.write(row("killed"));
        execute("UPDATE worker_report SET reported_at = UTC_TIMESTAMP(3) - INTERVAL 16 SECOND WHERE worker_id = 'killed'");

        assertThat(live.count()).isEqualTo(2);
    }

    @Test
    void aUserWhoMayNotReadTheReportsCountsOneWorker() throws Exception {
        WorkerReportStore store = new WorkerReportStore(new Transactions(pool));
        store.write(row("a"));
        store.write(row("b"));
        execute("DROP USER IF EXISTS no_reports");
        execute("CREATE USER no_reports IDENTIFIED BY 'none'");
        execute("GRANT SELECT ON " + DATABASE + ".outbox TO no_reports");
        MySqlServer mysql = TestServers.shared().mysql();
        try {
            assertThat(new ReportingWorkers(new Transactions(
                    new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), "no_reports", "none"))).count()).isOne();
        } finally {
            execute("DROP USER no_reports");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        }
    }

    private static Void report(WorkerReportStore store, String id) throws SQLException {
        for (int report = 0; report < REPORTS; report++) {
            store.write(row(id));
            store.deleteSilent();
        }
        return null;
    }

    private static WorkerReportStore.Row row(String id) {
        return new WorkerReportStore.Row(id, IDENTITY, true, "{}", "[]", "{}");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
