package dev.accountrisk.console;

import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Measures how long each page of the console takes with a million parked records and a journal of ten million rows. It needs the class
 * path of the tests. Two numbers as arguments are other counts; an address of JDBC is a database that an earlier run has filled. With the
 * property {@code page-times.stay} its servers stay for two hours.
 */
public final class PageTimes {
    private static final String DATABASE = "page_times";
    private static final String PASSWORD = "correct horse";
    private static final int VISITS = 10;
    private static final List<String> PAGES = List.of("/overview", "/partitions", "/partitions/account.commands/0",
            "/parked",
            "/parked?after=900000", "/parked?state=RELEASED", "/parked?reason=WRONG_TYPE", "/parked?reason=CONFLICT",
            "/parked?topic=account.risk-updates", "/parked?reason=CONFLICT&topic=account.risk-updates",
            "/parked?account=" + ManyRecords.HELD, "/parked/4", "/parked/500000", "/parked/4/payload",
            "/parked/4/correction", "/actions", "/actions/1", "/actions/records?kind=RELEASE",
            "/actions/records?kind=DROP", "/actions/records?kind=RELEASE&reason=WRONG_TYPE",
            "/actions/records?kind=RELEASE&reason=CONFLICT",
            "/actions/records?kind=RELEASE&reason=WRONG_TYPE&first=1000",
            "/actions/records?kind=RELEASE&topic=account.risk-updates",
            "/actions/records?kind=RELEASE&first=1000",
            "/actions/records?kind=DROP&account=" + ManyRecords.HELD, "/actions/records?kind=RELEASE&id=4",
            "/actions/what-if", "/actions/what-if?reason=WRONG_TYPE", "/actions/what-if?reason=CONFLICT",
            "/actions/what-if?account=" + ManyRecords.HELD, "/actions/" + ManyRecords.WHAT_IF, "/accounts",
            "/accounts?id=nobody",
            "/accounts/" + ManyRecords.USUAL, "/accounts/" + ManyRecords.USUAL + "?at=2100-01-01T00:00:00Z",
            "/accounts/" + ManyRecords.HELD, "/accounts/" + ManyRecords.HOT,
            "/accounts/" + ManyRecords.HOT + "?before=c500000a500000",
            "/accounts/" + ManyRecords.HOT + "?refused=true",
            "/accounts/" + ManyRecords.HOT + "?at=2100-01-01T00:00:00Z",
            "/accounts/" + ManyRecords.HOT + "?offset=999000", "JSON /accounts/" + ManyRecords.HOT,
            "JSON /accounts/" + ManyRecords.USUAL, "JSON /overview", "JSON /partitions", "JSON /parked",
            "JSON /parked?after=900000", "JSON /parked/4", "JSON /parked/500000", "JSON /parked/4/payload",
            "JSON /actions", "JSON /actions/1", "JSON /actions/" + ManyRecords.WHAT_IF,
            "JSON /actions/records?kind=RELEASE", "JSON /actions/what-if", "JSON /hot", "JSON /conflicts",
            "JSON /policy",
            "JSON /runs", "JSON /runs/reconcile/r1", "JSON /audit", "JSON /about", "/hot", "/conflicts", "/policy",
            "/runs", "/runs/reconcile/r1",
            "/runs/backfill/1", "/audit", "/audit?who=seldom", "/audit?action=WHAT_IF", "/about");

    private final ConsoleProcess console;
    private final Visitor visitor;
    private final Connection database;

    private PageTimes(ConsoleProcess console, Visitor visitor, Connection database) {
        this.console = console;
        this.visitor = visitor;
        this.database = database;
    }

    /** What all statements of the console cost MySQL so far. */
    private record Cost(double millis, long rows) {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        boolean filled = arguments.length == 1;
        String url = filled ? arguments[0] : fill(arguments);
        Path dir = Files.createTempDirectory("page-times");
        try (ConsoleProcess console = ConsoleProcess.start(settings(url, dir), dir.resolve("console.log"));
                Visitor visitor = console.visitor();
                Connection database = DriverManager.getConnection(url, "root", "")) {
            execute(database,
                    "UPDATE performance_schema.setup_consumers SET enabled = 'YES' WHERE name = 'events_statements_cpu'");
            visitor.logIn("ana", PASSWORD);
            System.out.println(
                    "| page | median | slowest | first | console | MySQL | rows |\n|---|---|---|---|---|---|---|");
            for (String page : PAGES) {
                System.out.println(new PageTimes(console, visitor, database).measure(page));
            }
        }
        System.exit(0);
    }

    private static String fill(String... counts) throws SQLException {
        int parked = counts.length == 0 ? 1_000_000 : Integer.parseInt(counts[0]);
        int entries = counts.length == 0 ? 10_000_000 : Integer.parseInt(counts[1]);
        MySqlAddress mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        String url = mysql.jdbcUrl(DATABASE);
        Flyway.configure().dataSource(url, mysql.username(), mysql.password()).load().migrate();
        long beganNanos = System.nanoTime();
        try (Connection database = mysql.connect(DATABASE)) {
            execute(database, "SET SESSION sql_log_bin = 0", "ALTER INSTANCE DISABLE INNODB REDO_LOG");
            new ManyRecords(database).fill(parked, entries);
            execute(database, "ALTER INSTANCE ENABLE INNODB REDO_LOG");
        }
        System.out.printf("%,d parked records and %,d entries written in %d s: %s%n", parked, entries,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos), url);
        return url;
    }

    private static void execute(Connection database, String... statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Map<String, String> settings(String url, Path dir) throws IOException {
        Path users = Files.writeString(dir.resolve("users"), "ana:" + new BCryptPasswordEncoder(10).encode(PASSWORD)
                + ":VIEWER,PAYLOAD,OPERATOR,APPROVER,AUDITOR\n");
        return new HashMap<>(Map.of("spring.datasource.url", url, "spring.datasource.username", "root",
                "spring.datasource.password", "", "account-risk.console.users-file",
                users.toString()));
    }

    /**
     * A line of the table: milliseconds that a visit takes, milliseconds of processor time in the console and in MySQL, and the rows that
     * MySQL looked at. The first visit is not among those of which the median and the averages are taken.
     */
    private String measure(String page) throws IOException, InterruptedException, SQLException {
        long first = visit(page);
        Cost costBefore = cost();
        Duration usedBefore = console.processorTime();
        long[] millis = new long[VISITS];
        for (int i = 0; i < VISITS; i++) {
            millis[i] = visit(page);
        }
        Duration used = console.processorTime().minus(usedBefore);
        Cost cost = cost();
        Arrays.sort(millis);
        return String.format(Locale.ROOT, "| `%s` | %d | %d | %d | %.0f | %.1f | %d |", page, millis[VISITS / 2],
                millis[VISITS - 1], first, (double) used.toMillis() / VISITS,
                (cost.millis() - costBefore.millis()) / VISITS, (cost.rows() - costBefore.rows()) / VISITS);
    }

    private Cost cost() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT SUM(sum_cpu_time) / 1e9, SUM(sum_rows_examined)"
                        + " FROM performance_schema.events_statements_summary_by_digest WHERE schema_name = DATABASE()"
                        + " AND digest_text NOT LIKE '%performance_schema%'"
                        + " AND digest_text NOT LIKE '%COUNT ( DISTINCT%'")) {
            row.next();
            return new Cost(row.getDouble(1), row.getLong(2));
        }
    }

    private long visit(String page) throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        HttpResponse<String> answer = page.startsWith("JSON ") ? visitor.json(page.substring(5)) : visitor.html(page);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(page + " answered " + answer.statusCode());
        }
        return millis;
    }
}
