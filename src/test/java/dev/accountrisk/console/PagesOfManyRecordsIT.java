package dev.accountrisk.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many rows MySQL looks at for each page where very many are parked and one account has most of the journal. The rows do not depend
 * on the machine's speed; {@link PageTimes} measures the time of many more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesOfManyRecordsIT {
    private static final String DATABASE = "many_records_it";
    private static final String PASSWORD = "correct horse";
    private static final int PARKED = 50_000;
    /** A tenth of them is the hot account's. */
    private static final int ENTRIES = 100_000;
    /** What the console reads of itself meanwhile is in it. */
    private static final int ROWS_MAX = 1_500;
    /** Among how many commands the console looks for refusals. */
    private static final int REFUSALS_AMONG = 5_000;
    /** A form counts no more by itself. */
    private static final int COUNTED_MAX = 20_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final MySqlAddress mysql = TestServers.shared().mysql();
    private final JsonMapper json = JsonMapper.builder().build();
    private Connection database;
    private ConsoleProcess console;
    private Visitor visitor;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        mysql.createDatabase(DATABASE);
        String url = mysql.jdbcUrl(DATABASE);
        Flyway.configure().dataSource(url, mysql.username(), mysql.password()).load().migrate();
        database = mysql.connect(DATABASE);
        new ManyRecords(database).fill(PARKED, ENTRIES);
        makeRoomForStatements();
        Path users = Files.writeString(dir.resolve("users"), "ana:" + new BCryptPasswordEncoder(10).encode(PASSWORD)
                + ":VIEWER,PAYLOAD,OPERATOR,APPROVER,AUDITOR\n");
        console = ConsoleProcess.start(
                Map.of("spring.datasource.url", url, "spring.datasource.username", mysql.username(),
                        "spring.datasource.password", mysql.password(), "account-risk.console.users-file",
                        users.toString()),
                Path.of("target", "many-records-it.log"));
        visitor = console.visitor();
        visitor.logIn("ana", PASSWORD);
        await("the parked records are counted").atMost(SOON)
                .until(() -> !page("/parked").get("groups").get("countedAt").isNull());
    }

    @AfterAll
    void stop() throws Exception {
        visitor.close();
        console.close();
        database.close();
        mysql.dropDatabase(DATABASE);
    }

    private JsonNode page(String path) throws Exception {
        return json.readTree(visitor.json(path).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/overview", "/partitions", "/parked", "/parked?after=40000", "/parked?state=RELEASED",
            "/parked?reason=WRONG_TYPE", "/parked?reason=CONFLICT", "/parked?topic=account.risk-updates&after=20000",
            "/parked?reason=CONFLICT&topic=account.risk-updates", "/parked?account=held-account", "/parked/30000",
            "/actions", "/actions/what-if", "/actions/what-if?reason=WRONG_TYPE", "/actions/what-if?reason=CONFLICT",
            "/accounts/account-0000017", "/accounts/hot-account", "/accounts/hot-account?before=c9000a900",
            "/accounts/hot-account?at=2100-01-01T00:00:00Z", "/runs", "/audit", "/about"})
    void aPageReadsFewRowsHoweverManyThereAre(String path) throws Exception {
        long before = rowsExamined();
        assertThat(visitor.html(path).statusCode()).isEqualTo(200);
        assertThat(rowsExamined() - before).isLessThan(ROWS_MAX);
    }

    /** It has the number from the count in the background. */
    @ParameterizedTest
    @CsvSource({"DROP, state = 'PARKED'",
            "RELEASE, state = 'PARKED' AND account_uuid IS NOT NULL AND reason <> 'CONFLICT'"})
    void theFormOfAnActionOnEverythingReadsFewRows(String kind, String matches) throws Exception {
        String form = "/actions/records?kind=" + kind;
        await("they are counted").atMost(SOON).until(() -> !page(form).get("scope").get("countedAt").isNull());
        long before = rowsExamined();
        JsonNode scope = page(form).get("scope");
        assertThat(rowsExamined() - before).isLessThan(ROWS_MAX);
        assertThat(scope.get("records").asString())
                .isEqualTo(ask("SELECT COUNT(*) FROM parked_record WHERE " + matches));
        assertThat(scope.get("atLeast").asBoolean()).isFalse();
        assertThat(scope.get("touched").asLong()).isEqualTo(scope.get("records").asLong());
        assertThat(scope.get("upTo").asString())
                .isEqualTo(ask("SELECT MAX(id) FROM parked_record WHERE state = 'PARKED'"));
        assertThat(visitor.html(form).body()).contains(" about ", " ago, so it is about so many.");
    }

    /** Of an account nothing is counted in the background: the form counts some, and says that there are more. */
    @Test
    void aFormThatFindsNoNumberCountsABoundedNumberOfRecords() throws Exception {
        JsonNode few = page("/actions/records?kind=DROP&account=" + ManyRecords.HELD).get("scope");
        assertThat(few.get("records").asInt()).isEqualTo(PARKED / 10);
        assertThat(few.get("countedAt").isNull()).isTrue();
        execute("INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset,"
                + " source_timestamp, account_uuid, reason, detail, state) SELECT 'crowd', 'id', 0, id, 0, 'crowd',"
                + " 'WRONG_TYPE', '', 'PARKED' FROM parked_record WHERE state = 'PARKED' ORDER BY id LIMIT "
                + (COUNTED_MAX + 1));
        long before = rowsExamined();
        JsonNode many = page("/actions/records?kind=DROP&account=crowd").get("scope");
        assertThat(rowsExamined() - before).isLessThan(2L * COUNTED_MAX + ROWS_MAX);
        assertThat(many.get("records").asInt()).isEqualTo(COUNTED_MAX);
        assertThat(many.get("atLeast").asBoolean()).isTrue();
        execute("DELETE FROM parked_record WHERE source_topic = 'crowd'");
        await("they are counted again").atMost(SOON)
                .until(() -> page("/parked").get("groups").get("counted").asInt() == PARKED);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theGroupsAreOfAllRecordsAndSayWhenTheyWereCounted() throws Exception {
        JsonNode groups = page("/parked").get("groups");
        assertThat(groups.get("counted").asInt()).isEqualTo(PARKED);
        assertThat(groups.get("whole").asBoolean()).isTrue();
        assertThat(groups.get("groups").valueStream().mapToLong(group -> group.get("records").asLong()).sum())
                .isEqualTo(PARKED);
        assertThat(groups.get("groups").get(0).get("accounts").asLong()).isPositive();
        assertThat(visitor.html("/parked").body()).contains("50,000 records are parked.", "All were counted ");
    }

    @Test
    void theJournalOfAHotAccountIsPagedNewestFirstWithEachEntryOnce() throws Exception {
        List<Long> seen = new ArrayList<>();
        String next = "/accounts/hot-account";
        for (int i = 0; i < 6; i++) {
            JsonNode journal = page(next).get("journal");
            journal.get("entries").forEach(entry -> seen.add(entry.get("version").asLong()));
            next = "/accounts/hot-account?before=" + journal.get("older").asString();
        }
        // ManyRecords gives every entry of the account, command or addition, a version of its own
        long newest = ENTRIES / 10 - 1;
        assertThat(seen).hasSize(300).doesNotHaveDuplicates().startsWith(newest).endsWith(newest - 299);
    }

    @Test
    void refusalsAreLookedForInAPartOfTheJournalAndEachIsFoundOnce() throws Exception {
        List<Long> seen = new ArrayList<>();
        String next = "/accounts/hot-account?refused=true";
        while (!next.isEmpty()) {
            long before = rowsExamined();
            JsonNode journal = page(next).get("journal");
            assertThat(rowsExamined() - before).isLessThan(ROWS_MAX + REFUSALS_AMONG);
            journal.get("entries").forEach(entry -> seen.add(entry.get("version").asLong()));
            JsonNode older = journal.get("older");
            next = older.isNull() ? "" : "/accounts/hot-account?refused=true&before=" + older.asString();
        }
        List<Long> refused = new ArrayList<>();
        for (long version = ENTRIES / 10 - 1; version > 0; version--) {
            if (version % 97 == 0 && version % 10 != 0) {
                refused.add(version);
            }
        }
        assertThat(seen).isEqualTo(refused);
    }

    /** Whose clock went back, and whose entries were written at the same time. */
    @Test
    void anEntryIsOnOnePageAlsoIfClocksWentBack() throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute("INSERT INTO account_head (account_uuid, version) VALUES ('odd-times', 130)");
            statement.execute(
                    "INSERT INTO account_entry (account_uuid, entry_id, kind, version, outcome, occurred_at, source_topic,"
                            + " source_partition, source_offset, create_time) SELECT 'odd-times', LEFT(SHA2(source_offset, 256), 32),"
                            + " IF(source_offset < 130, 'CREDIT', 'ADD'), 1 + source_offset % 130, 'APPLIED', 0, 't', 0, source_offset,"
                            + " TIMESTAMP '2026-11-29 14:00:00' + INTERVAL ELT(1 + source_offset DIV 20 % 3, 0, 7, 3) SECOND"
                            + " FROM account_entry WHERE account_uuid = 'hot-account' AND source_offset < 260");
        }
        List<String> seen = new ArrayList<>();
        String next = "/accounts/odd-times";
        while (!next.isEmpty()) {
            JsonNode journal = page(next).get("journal");
            journal.get("entries").forEach(entry -> seen.add(entry.get("entryId").asString()));
            JsonNode older = journal.get("older");
            next = older.isNull() ? "" : "/accounts/odd-times?before=" + older.asString();
        }
        assertThat(seen).hasSize(260).doesNotHaveDuplicates();
    }

    @Test
    void aBalanceOfAnEarlierTimeIsFoundWithoutReadingTheJournal() throws Exception {
        JsonNode past = page("/accounts/hot-account?at=" + ask(
                "SELECT DATE_FORMAT(create_time, '%Y-%m-%dT%H:%i:%s') FROM account_entry WHERE account_uuid = 'hot-account' AND version = 5001"))
                .get("past");
        // the balance of EUR after the last command with it, up to the second of version 5001
        assertThat(past.get("balances").get(0).get("asset").asString()).isEqualTo("EUR");
        assertThat(past.get("balances").get(0).get("balance").asLong()).isBetween(4_990L, 5_010L);
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** A server keeps the costs of a bounded number of statements, and what many tests have sent may have filled them all. */
    private void makeRoomForStatements() throws SQLException {
        execute("TRUNCATE TABLE performance_schema.events_statements_summary_by_digest");
    }

    /** By all statements in the database but the count in the background. */
    private long rowsExamined() throws SQLException {
        return Long.parseLong(
                ask("SELECT SUM(sum_rows_examined) FROM performance_schema.events_statements_summary_by_digest"
                        + " WHERE schema_name = '" + DATABASE + "' AND digest_text NOT LIKE '%COUNT ( DISTINCT%'"));
    }
}
