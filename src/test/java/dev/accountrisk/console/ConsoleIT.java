package dev.accountrisk.console;

import static dev.accountrisk.cli.JobLab.credit;
import static dev.accountrisk.cli.JobLab.debit;
import static dev.accountrisk.cli.JobLab.freeze;
import static dev.accountrisk.cli.JobLab.open;
import static dev.accountrisk.cli.JobLab.risk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.cli.JobLab;
import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.servers.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console that runs under the database user of {@code deploy/mysql}: what it shows to whom, and what it refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final String DATABASE = "console_it";
    private static final String PASSWORD = "correct horse";
    private static final String SECRET = "secret4711";
    private static final String SCRIPT = "<script>alert(1)</script>";
    /** With a field of a later version. */
    private static final String ACTIVITY = "{\"windowSeconds\":280,\"sampled\":true,\"later\":1,\"records\":{\"total\":500,\"top\":"
            + "[{\"topic\":\"t\",\"partition\":0,\"account\":\"" + SCRIPT
            + "\",\"atLeast\":400,\"atMost\":420}]},\"refused\":"
            + "{\"total\":0,\"top\":[]},\"reruns\":{\"total\":0,\"top\":[]},\"failures\":[{\"topic\":\"t\",\"partition\":0,"
            + "\"byCause\":{\"FENCED\":1,\"DEADLOCK\":2}}],\"failuresCut\":false,"
            + "\"policy\":{\"halfLifeMillis\":0.0,\"cap\":1000.0,\"mediumFrom\":30.0,\"highFrom\":60.0,\"criticalFrom\":85.0,"
            + "\"fileBroken\":true}}";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> PAGES = List.of("/overview", "/partitions", "/parked", "/parked/1",
            "/parked?state=PARKED&reason=UNKNOWN_TYPE&account=held", "/accounts", "/accounts?id=nobody",
            "/accounts/rich",
            "/accounts/rich?refused=true", "/accounts/rich?at=2030-01-01T00:00:00Z", "/accounts/rich?offset=1",
            "/accounts/held", "/hot",
            "/conflicts", "/policy", "/policy?yaml=half-life:%207d", "/runs",
            "/runs/reconcile/r1", "/runs/backfill/1", "/actions", "/about");

    private final JsonMapper json = JsonMapper.builder().build();
    private JobLab lab;
    private Connection administrator;
    private DatabaseUsers users;
    private ConsoleProcess console;

    /** One user for each role, named after it. */
    enum Role {
        VIEWER, PAYLOAD, OPERATOR, APPROVER, AUDITOR
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        lab = new JobLab(DATABASE);
        administrator = TestServers.shared().mysql().connect("");
        users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.grant();
        users.open(DatabaseUsers.CONSOLE, "console");
        fill();
        String hash = new BCryptPasswordEncoder(10).encode(PASSWORD);
        Path file = Files.write(dir.resolve("users"),
                Stream.of(Role.values()).map(role -> role + ":" + hash + ":" + role).toList());
        console = ConsoleProcess.start(Map.of("spring.datasource.url", url(), "spring.datasource.username",
                DatabaseUsers.CONSOLE, "spring.datasource.password", "console", "account-risk.console.users-file",
                file.toString()), Path.of("target", "console-it.log"));
    }

    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    /** An account that is rich, one that is held back, and HTML wherever a table lets it in. */
    private void fill() throws Exception {
        lab.command(List.of(open("rich", "o1", "user:8841"), credit("rich", "c1", 100), debit("rich", "d1", 500),
                freeze("rich", "f1", "task-9", 30, 4_102_444_800_000L)));
        lab.riskUpdate(List.of(risk("rich", "e1", "SET", 42.5, JobLab.TIMESTAMP_MILLIS)));
        lab.command(
                List.of(new JobLab.Sent("held", "{\"commandId\":\"x1\",\"accountUuid\":\"held\",\"type\":\"" + SECRET
                        + "\"}"), credit("held", "x2", 1), credit("held", "x3", 1)));
        lab.change("UPDATE parked_record SET detail = '" + SCRIPT + "' WHERE id = 1");
        lab.change("UPDATE parked_record SET record_value = X'FFFE3C7363726970743E', record_key = X'FF3C7363726970743E'"
                + " WHERE id = 3");
        lab.change(
                "INSERT INTO reconcile_run (id, state, last_account, accounts_checked, findings, begun_at, ended_at) VALUES"
                        + " ('r1', 'DRIFT', 'rich', 2, 1, 1763776800000, 1763776900000)");
        lab.change(
                "INSERT INTO reconcile_finding (run_id, kind, account_uuid, item, expected, actual) VALUES ('r1', 'BALANCE', '"
                        + SCRIPT + "', '" + SCRIPT + "', '1', '2')");
        lab.change(
                "INSERT INTO backfill_run (mode, specification, shards, state, begun_at) VALUES ('VERIFY', '" + SCRIPT
                        + "', 1, 'RUNNING', 1763776800000)");
        lab.change(
                "INSERT INTO backfill_partition (run_id, topic, partition_no, topic_id, from_offset, until_offset, next_offset)"
                        + " VALUES (1, 'account.commands', 0, 'id', 0, 10, 5)");
        lab.change("INSERT INTO backfill_difference (run_id, number, table_name, account_uuid, row_key, says) VALUES"
                + " (1, 1, 'account_risk', 'rich', 'rich', '" + SCRIPT + "'),"
                + " (1, 2, 'consumer_position', NULL, '" + SCRIPT + "', 'past the end')");
        lab.change("INSERT INTO worker_report VALUES ('w1', '" + SCRIPT
                + "', '1.0', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, FALSE, '{\"broker\":\"" + SCRIPT
                + "\"}', '[{\"topic\":\""
                + lab.topics().commands() + "\",\"partition\":0,\"status\":\"STOPPED\",\"cause\":\"" + SCRIPT
                + "\",\"lag\":7}]', '" + ACTIVITY + "')");
    }

    @AfterAll
    void stop() throws Exception {
        console.close();
        administrator.close();
        lab.close();
    }

    private Visitor loggedIn(Role role) throws Exception {
        Visitor visitor = console.visitor();
        assertThat(visitor.logIn(role.name(), PASSWORD).headers().firstValue("Location")).hasValueSatisfying(
                address -> assertThat(address).doesNotContain("error"));
        return visitor;
    }

    static List<String> everyPage() {
        return Stream
                .concat(PAGES.stream(),
                        Stream.of("/parked/1/payload", "/parked/1/payload/value", "/audit", "/", "/nothing-here",
                                "/openapi.json"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void nobodySeesAPageWithoutALogin(String page) throws Exception {
        try (Visitor visitor = console.visitor()) {
            HttpResponse<String> html = visitor.html(page);
            assertThat(html.statusCode()).isEqualTo(302);
            assertThat(html.headers().firstValue("Location").orElseThrow()).endsWith("/login");
            HttpResponse<String> script = visitor.json(page);
            assertThat(script.statusCode()).isEqualTo(401);
            assertThat(script.body()).isEmpty();
            HttpResponse<String> refresh = visitor.html(page, Map.of("X-Requested-With", "XMLHttpRequest"));
            assertThat(refresh.statusCode()).as("what a page asks again of itself").isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleReadsEveryPageAsHtmlAndAsJson(Role role) throws Exception {
        try (Visitor visitor = loggedIn(role)) {
            DescribedAnswers described = new DescribedAnswers(json.readTree(visitor.json("/openapi.json").body()));
            for (String page : PAGES) {
                HttpResponse<String> html = visitor.html(page);
                assertThat(html.statusCode()).as(page + html.body()).isEqualTo(200);
                assertThat(html.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
                assertThat(html.body()).as(page)
                        .contains("<h1", "</html>")
                        .doesNotContain("style=", SECRET)
                        // the policy blocks any script that is not a file of the console's own
                        .doesNotContainPattern("<script(?! defer src=\"/)");
                HttpResponse<String> answer = visitor.json(page);
                assertThat(answer.statusCode()).as(page + answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
                assertThat(json.readTree(answer.body()).get("asOf").asString()).as(page).endsWith("Z");
                assertThat(described.strange(page, json.readTree(answer.body()))).isEmpty();
                assertThat(answer.body()).as(page).doesNotContain(SECRET);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheRolePayloadSeesAPayloadAndOnlyTheRoleAuditorTheAudit(Role role) throws Exception {
        try (Visitor visitor = loggedIn(role)) {
            for (HttpResponse<String> answer : List.of(visitor.html("/parked/1/payload"),
                    visitor.json("/parked/1/payload"), visitor.html("/parked/1/payload/value"))) {
                assertThat(answer.statusCode()).isEqualTo(role == Role.PAYLOAD ? 200 : 403);
                assertThat(answer.body().contains(SECRET)).isEqualTo(role == Role.PAYLOAD);
            }
            assertThat(visitor.html("/audit").statusCode()).isEqualTo(role == Role.AUDITOR ? 200 : 403);
            assertThat(visitor.json("/audit").statusCode()).isEqualTo(role == Role.AUDITOR ? 200 : 403);
        }
    }

    @Test
    void eachViewOfAPayloadIsRecordedBeforeItIsShown() throws Exception {
        String count = "SELECT COUNT(*) FROM console_audit WHERE done_by = 'PAYLOAD' AND action = 'VIEW_PAYLOAD'"
                + " AND subject LIKE 'parked record 2, %'";
        try (Visitor visitor = loggedIn(Role.PAYLOAD)) {
            assertThat(visitor.html("/parked/2/payload").statusCode()).isEqualTo(200);
            assertThat(lab.ask(count)).isEqualTo("1");
            assertThat(visitor.json("/parked/2/payload").statusCode()).isEqualTo(200);
            assertThat(lab.ask(count)).isEqualTo("2");
            assertThat(visitor.html("/parked/2/payload/value").statusCode()).isEqualTo(200);
            assertThat(lab.ask(count)).isEqualTo("3");
            lab.change("REVOKE INSERT ON " + DATABASE + ".console_audit FROM '" + DatabaseUsers.CONSOLE + "'@'%'");
            HttpResponse<String> unrecorded = visitor.html("/parked/1/payload");
            assertThat(unrecorded.statusCode()).isEqualTo(503);
            assertThat(unrecorded.body()).doesNotContain(SECRET);
        } finally {
            users.grant();
        }
    }

    @Test
    void aRecordTellsWhatWasDoneToItAndWhoSawItToAnAuditorAlone() throws Exception {
        lab.change("INSERT INTO operator_action (form_key, kind, topic, up_to_record, records, done_by, why) VALUES"
                + " ('history-1', 'DROP', '" + lab.topics().commands() + "', 3, 3, 'bo', 'all of the topic')");
        lab.change("INSERT INTO operator_action (form_key, kind, reason, up_to_record, records, done_by, why) VALUES"
                + " ('history-2', 'DROP', 'NOT_JSON', 3, 1, 'bo', 'other records')");
        lab.change(
                "INSERT INTO redrive_action (action, state, account_uuid, record_ids, done_by, why, records_done, begun_at)"
                        + " VALUES ('RELEASE', 'DONE', 'held', '12,13', 'cy', 'by hand', 2, UNIX_TIMESTAMP() * 1000),"
                        + " ('DROP', 'DONE', NULL, '1,2', 'cy', 'both', 2, UNIX_TIMESTAMP() * 1000),"
                        + " ('DROP', 'DONE', NULL, '12,21', 'cy', 'not this one', 2, UNIX_TIMESTAMP() * 1000)");
        try (Visitor visitor = loggedIn(Role.PAYLOAD)) {
            assertThat(visitor.html("/parked/1/payload").statusCode()).isEqualTo(200);
        }
        JsonNode seen = page("/parked/1");
        assertThat(seen.get("views").isNull()).isTrue();
        assertThat(seen.get("history").get("entries").valueStream().map(entry -> entry.get("why").asString()))
                .containsExactlyInAnyOrder("all of the topic", "by hand", "both");
        assertThat(seen.get("history").get("entries").valueStream().map(entry -> entry.get("result").asString()))
                .containsExactlyInAnyOrder("waiting",
                        "it stayed as it was: 2 of its account were taken, 0 stayed parked", "done");
        try (Visitor visitor = loggedIn(Role.AUDITOR)) {
            assertThat(json.readTree(visitor.json("/parked/1").body()).get("views")).isNotEmpty();
            assertThat(json.readTree(visitor.json("/parked/3").body())
                    .get("views")
                    .valueStream()
                    .map(view -> view.get("subject").asString()))
                    .allMatch(subject -> subject.startsWith("parked record 3,"));
        }
    }

    @Test
    void aPayloadThatIsNoTextIsShownAsBytesAndDownloadedAsTheyAre() throws Exception {
        try (Visitor visitor = loggedIn(Role.PAYLOAD)) {
            for (HttpResponse<String> page : List.of(visitor.html("/parked/3/payload"),
                    visitor.json("/parked/3/payload"))) {
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).contains("ff fe 3c 73").doesNotContain("<script>");
            }
            HttpResponse<String> value = visitor.html("/parked/3/payload/value");
            assertThat(value.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
            assertThat(value.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
            assertThat(value.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void everyAnswerHasTheHeadersThatProtectIt() throws Exception {
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            for (String page : List.of("/overview", "/login", "/accounts/nobody", "/console.css", "/icon.svg")) {
                HttpResponse<String> answer = visitor.html(page);
                assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).as(page)
                        .startsWith("default-src 'self';");
                assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(page).hasValue("nosniff");
                assertThat(answer.headers().firstValue("X-Frame-Options")).as(page).hasValue("DENY");
                assertThat(answer.headers().firstValue("Referrer-Policy")).as(page).hasValue("no-referrer");
            }
            assertThat(visitor.html("/overview").headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
        try (Visitor visitor = console.visitor()) {
            assertThat(visitor.logIn("VIEWER", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("HttpOnly", "SameSite=Strict");
        }
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() throws Exception {
        try (Visitor visitor = console.visitor()) {
            assertThat(visitor.post("/login", Map.of("username", "VIEWER", "password", PASSWORD)).statusCode())
                    .isEqualTo(403);
            assertThat(visitor.html("/overview").statusCode()).isEqualTo(302);
        }
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            assertThat(visitor.post("/logout", Map.of()).statusCode()).isEqualTo(403);
            assertThat(visitor.html("/overview").statusCode()).isEqualTo(200);
            assertThat(visitor.post("/logout", Map.of("_csrf", visitor.csrf("/overview"))).statusCode()).isEqualTo(302);
            assertThat(visitor.html("/overview").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aWrongPasswordLogsNobodyIn() throws Exception {
        for (String name : List.of("VIEWER", "local", "nobody")) {
            try (Visitor visitor = console.visitor()) {
                assertThat(visitor.logIn(name, "none").headers().firstValue("Location").orElseThrow())
                        .endsWith("/login?error");
                assertThat(visitor.json("/overview").statusCode()).isEqualTo(401);
            }
        }
    }

    @Test
    void aBackfillTellsHowFarItIsAndWhatItFoundFirst() throws Exception {
        JsonNode part = page("/runs/backfill/1").get("parts").get(0);
        assertThat(part.get("state").asString()).as("of an earlier version, which does not report")
                .isEqualTo("UNKNOWN");
        assertThat(part.get("nextOffset").asLong()).isEqualTo(5);
        assertThat(part.get("perSecond").isNull()).isTrue();
        String now = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
        try {
            lab.change("INSERT INTO backfill_progress VALUES (1, 'account.commands', 0, 2, 8, 3000, " + now + ")");
            lab.change("UPDATE backfill_run SET phase = 'check', reported_at = " + now);

            JsonNode page = page("/runs/backfill/1");

            assertThat(page.get("parts").get(0).get("nextOffset").asLong()).isEqualTo(8);
            assertThat(page.get("parts").get(0).get("perSecond").asDouble()).isEqualTo(2.0);
            assertThat(page.get("parts").get(0).get("secondsLeft").asLong()).isEqualTo(1);
            assertThat(page.get("progress").get("percent").asInt()).isEqualTo(80);
            assertThat(page.get("first").get(0).get("account").asString()).isEqualTo("rich");
            assertThat(page.get("first").get(1).get("account").isNull()).isTrue();
            try (Visitor visitor = loggedIn(Role.VIEWER)) {
                assertThat(visitor.html("/runs/backfill/1").body())
                        .contains("under way, looks for the effect of each record", "href=\"/accounts/rich\"",
                                "2.0/s, about 1 s left");
                assertThat(visitor.html("/runs").body()).contains("under way, looks for the effect of each record");
            }
        } finally {
            lab.change("DELETE FROM backfill_progress");
            lab.change("UPDATE backfill_run SET phase = NULL, reported_at = NULL");
        }
    }

    @Test
    void theOverviewNamesWhatIsWrong() throws Exception {
        JsonNode page = page("/overview");
        assertThat(page.get("answer").asString()).endsWith("not running. Everything else is applied.");
        assertThat(page.get("troubles").valueStream().map(trouble -> trouble.get("what").asString()))
                .anyMatch(what -> what.startsWith(lab.topics().commands() + "-0 stopped at offset"))
                .anyMatch(what -> what.equals("3 records are parked."))
                .anyMatch(what -> what.startsWith("The last reconciliation ended with 1 finding in"));
        assertThat(page.get("lag").isNull()).as("no worker reports the other topic").isTrue();
        assertThat(page.get("lags").get(lab.topics().commands()).asLong()).isEqualTo(7);
        assertThat(page.get("outcomes").get("applied").asLong()).isEqualTo(4);
        assertThat(page.get("outcomes").get("refused").asLong()).isEqualTo(1);
    }

    @Test
    void theChartsOfTheOverviewComeFromTheConsoleAndHaveTheirDataInThePage() throws Exception {
        await("two samples").atMost(SOON).until(() -> page("/overview").get("minutes").size() > 0);
        assertThat(page("/overview").get("minutes").get(0).get("lags").get(lab.topics().commands()).asLong())
                .isEqualTo(7);
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            String html = visitor.html("/overview").body();
            List<String> files = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css))\"")
                    .matcher(html)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(files).containsExactlyInAnyOrder("/console.css", "/uplot/uPlot.min.css",
                    "/uplot/uPlot.iife.min.js", "/charts.js", "/htmx/htmx.min.js", "/refresh.js");
            for (String file : files) {
                HttpResponse<String> answer = visitor.html(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith(file.endsWith("js") ? "text/javascript" : "text/css");
            }
            assertThat(html).contains("data-value=\"7\"").doesNotContain("http:", "https:");
        }
        try (Visitor nobody = console.visitor()) {
            assertThat(nobody.html("/charts.js").statusCode()).isNotEqualTo(200);
        }
    }

    @Test
    void aPartitionShowsItsPositionOwnerAndCause() throws Exception {
        JsonNode commands = page("/partitions").get("partitions")
                .valueStream()
                .filter(partition -> partition.get("topic").asString().equals(lab.topics().commands()))
                .findFirst()
                .orElseThrow();
        assertThat(commands.get("nextOffset").asLong()).isEqualTo(7);
        assertThat(commands.get("end").asLong()).isEqualTo(14);
        assertThat(commands.get("owner").asString()).isEqualTo(SCRIPT);
        assertThat(commands.get("status").asString()).isEqualTo("STOPPED");
    }

    @Test
    void hotAccountsAndConflictsAreWhatTheWorkersReport() throws Exception {
        JsonNode hot = page("/hot");
        assertThat(hot.get("answer").asString()).isEqualTo("One account stands out in the last 4 min.");
        assertThat(hot.get("records").get("top").get(0).get("account").asString()).isEqualTo(SCRIPT);
        assertThat(hot.get("sampled").asBoolean()).isTrue();
        JsonNode conflicts = page("/conflicts").get("partitions").get(0);
        assertThat(conflicts.get("fenced").asLong()).isEqualTo(1);
        assertThat(conflicts.get("deadlocks").asLong()).isEqualTo(2);
    }

    @Test
    void anotherPolicyIsHeldAgainstTheStoredRisks() throws Exception {
        JsonNode page = page("/policy");
        assertThat(page.get("policies").get(0).get("policy").get("highFrom").asDouble()).isEqualTo(60);
        assertThat(page.get("preview").isNull()).isTrue();
        JsonNode same = page("/policy?yaml=half-life:%207d").get("preview");
        assertThat(same.get("counted").asLong()).isEqualTo(1);
        assertThat(same.get("changed").asLong()).isZero();
        JsonNode higher = page("/policy?yaml=levels:%0A%20%20HIGH:%2042.5").get("preview");
        assertThat(higher.get("changed").asLong()).isEqualTo(1);
        assertThat(higher.get("moves").get(0).get("to").asString()).isEqualTo("HIGH");
        assertThat(higher.get("whole").asBoolean()).isTrue();
        assertThat(page("/policy?yaml=cap:%2010").get("preview").get("moves").get(0).get("to").asString())
                .isEqualTo("LOW");
        assertThat(lab.ask("SELECT level FROM account_risk")).isEqualTo("MEDIUM");
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            assertThat(visitor.html("/policy?yaml=levels:%20HIGH").statusCode()).isEqualTo(400);
            assertThat(visitor.html("/policy?yaml=%7B").statusCode()).isEqualTo(400);
            assertThat(visitor.json("/policy?yaml=cap:%20-1").body()).contains("cap must be");
        }
    }

    @Test
    void anAccountIsFoundByItsReferenceAndShowsItsHistory() throws Exception {
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            assertThat(visitor.html("/accounts?id=user:8841").headers().firstValue("Location").orElseThrow())
                    .endsWith("/accounts/rich");
        }
        JsonNode page = page("/accounts/rich");
        assertThat(page.get("externalRef").asString()).isEqualTo("user:8841");
        assertThat(page.get("risk").get("level").asString()).isEqualTo("MEDIUM");
        assertThat(page.get("balances").get(0).get("balance").decimalValue()).isEqualByComparingTo("100");
        assertThat(page.get("balances").get(0).get("frozen").decimalValue()).isEqualByComparingTo("30");
        assertThat(page.get("openHolds").get(0).get("holdId").asString()).isEqualTo("task-9");
        assertThat(page.get("blockedBy").isNull()).isTrue();
        assertThat(page.get("journal").get("entries").valueStream().map(entry -> entry.get("entryId").asString()))
                .containsExactly("f1", "d1", "c1", "o1");
        assertThat(page("/accounts/rich?refused=true").get("journal").get("entries").get(0).get("reason").asString())
                .isEqualTo("INSUFFICIENT_BALANCE");
    }

    @Test
    void theBalanceOfAnEarlierTimeIsThatOfTheJournal() throws Exception {
        JsonNode later = page("/accounts/rich?at=2100-01-01T00:00:00Z").get("past");
        assertThat(later.get("balances").get(0).get("frozen").decimalValue()).isEqualByComparingTo("30");
        JsonNode before = page("/accounts/rich?at=2020-01-01T00:00:00").get("past");
        assertThat(before.get("time").asString()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(before.get("balances")).isEmpty();
    }

    @Test
    void theBalanceAfterAnOffsetIsThatOfTheJournalWhateverCameLater() throws Exception {
        JsonNode entries = page("/accounts/rich").get("journal").get("entries");
        long freeze = entries.get(0).get("sourceOffset").asLong();
        long credit = entries.get(2).get("sourceOffset").asLong();
        JsonNode then = page("/accounts/rich?offset=" + credit).get("past");
        assertThat(then.get("record").get("offset").asLong()).isEqualTo(credit);
        assertThat(then.get("record").get("newest").asLong()).isEqualTo(freeze);
        assertThat(then.get("whole").asBoolean()).isTrue();
        assertThat(then.get("balances").get(0).get("balance").decimalValue()).isEqualByComparingTo("100");
        assertThat(then.get("balances").get(0).get("frozen").decimalValue()).isZero();
        assertThat(page("/accounts/rich?offset=" + (credit - 1)).get("past").get("balances")).isEmpty();
        assertThat(page("/accounts/rich?partition=0&offset=" + freeze).get("past")
                .get("balances")
                .get(0)
                .get("frozen")
                .decimalValue()).isEqualByComparingTo("30");
    }

    @Test
    void anAccountThatIsHeldBackNamesTheRecordThatBlocksIt() throws Exception {
        JsonNode page = page("/accounts/held");
        assertThat(page.get("blockedBy").get("id").asLong()).isEqualTo(1);
        assertThat(page.get("waiting").asLong()).isEqualTo(2);
        assertThat(page("/parked/1").get("waiting").asLong()).isEqualTo(2);
        assertThat(page("/parked?reason=BEHIND_PARKED").get("records")
                .valueStream()
                .map(record -> record.get("entryId").asString())).containsExactly("x2", "x3");
        assertThat(page("/parked").get("groups")
                .get("groups")
                .valueStream()
                .mapToLong(group -> group.get("records").asLong())
                .sum()).isEqualTo(3);
        assertThat(page("/parked").get("groups")
                .get("groups")
                .valueStream()
                .filter(group -> group.get("waiting").asLong() > 0)
                .map(group -> group.get("reason").asString() + " " + group.get("waiting"))).containsExactly(
                        page("/parked/1").get("record").get("reason").asString() + " 2");
    }

    @Test
    void theJournalIsAFileWithEveryEntryOnce() throws Exception {
        int many = 2_500;
        lab.change("INSERT INTO account_head (account_uuid, version) VALUES ('long', " + many + ")");
        lab.change(
                """
                        INSERT INTO account_entry (account_uuid, entry_id, kind, version, outcome, occurred_at, source_topic, source_partition,
                            source_offset, hold_id)
                        SELECT 'long', CONCAT('e', i DIV 2), IF(i %% 2 = 0, 'ADD', 'CREDIT'), i, 'APPLIED', 0, 't', 0, i, '=1+1'
                        FROM (SELECT @i := @i + 1 AS i FROM information_schema.columns a, (SELECT @i := -1) begin LIMIT %d) n"""
                        .formatted(many));
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            HttpResponse<String> file = visitor.html("/accounts/long/journal.csv");
            List<String> lines = file.body().lines().toList();
            assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
            assertThat(lines.getFirst()).startsWith("id,kind,version,decided,");
            assertThat(lines).hasSize(many + 1).doesNotHaveDuplicates();
            assertThat(lines.get(1)).startsWith("e0,ADD,0,").contains(",'=1+1,").endsWith(",t,0,0");
            assertThat(visitor.html("/accounts/nobody/journal.csv").statusCode()).isEqualTo(404);
            assertThat(visitor.html("/audit/audit.csv").statusCode()).as("not the role of its page").isEqualTo(403);
        }
        try (Visitor nobody = console.visitor()) {
            assertThat(nobody.html("/accounts/long/journal.csv").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void theAuditIsAFileOfWhatItsFilterNames() throws Exception {
        try (Visitor visitor = loggedIn(Role.PAYLOAD)) {
            assertThat(visitor.html("/parked/1/payload").statusCode()).isEqualTo(200);
        }
        try (Visitor visitor = loggedIn(Role.AUDITOR)) {
            assertThat(visitor.html("/audit/audit.csv?who=PAYLOAD&action=VIEW_PAYLOAD").body().lines())
                    .hasSizeGreaterThan(1)
                    .allMatch(line -> line.startsWith("id,") || line.contains(",PAYLOAD,VIEW_PAYLOAD,"));
            assertThat(visitor.html("/audit/audit.csv?who=nobody").body().lines()).hasSize(1);
            assertThat(visitor.html("/audit/audit.csv?to=2020-01-01T00:00").body().lines()).hasSize(1);
            assertThat(json.readTree(visitor.json("/audit?who=PAYLOAD&from=2020-01-01T00:00:00Z").body())
                    .get("entries")).isNotEmpty();
            assertThat(visitor.html("/audit?action=SEE").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whatIsNotThereOrWrongIsNamed() throws Exception {
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            assertThat(visitor.html("/parked/99").statusCode()).isEqualTo(404);
            assertThat(visitor.html("/parked/99").body()).contains("<small>VIEWER</small>");
            assertThat(visitor.json("/accounts/nobody").body()).contains("nobody");
            assertThat(visitor.json("/parked/word").statusCode()).isEqualTo(400);
            HttpResponse<String> wrong = visitor.json("/parked?reason=NONE");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(json.readTree(wrong.body()).get("title").asString()).startsWith("reason is one of EMPTY,");
            for (String moment : List.of("at=yesterday", "offset=-1", "offset=1&at=2030-01-01T00:00:00Z", "offset=x")) {
                assertThat(visitor.json("/accounts/rich?" + moment).statusCode()).as(moment).isEqualTo(400);
            }
            assertThat(visitor.html("/nothing-here").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void probesAndMetricsAreOpenOnTheirOwnPortAlone() throws Exception {
        for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(console.probe(path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/mappings")) {
            assertThat(console.probe(path).statusCode()).as(path + " leads to the login").isEqualTo(302);
        }
        try (Visitor visitor = loggedIn(Role.APPROVER)) {
            assertThat(visitor.html("/actuator/health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void itsDatabaseUserReadsAndAddsToTheAuditTheActionsAndTheLoginsAlone() throws Exception {
        Set<String> more = new TreeSet<>(users.grantsOf(DatabaseUsers.CONSOLE));
        more.removeIf(grant -> grant.startsWith("GRANT SELECT ON `account_risk`.`"));
        assertThat(more).containsExactlyInAnyOrder(
                "GRANT USAGE ON *.* TO `account_risk_console`@`%`",
                "GRANT SELECT, INSERT ON `account_risk`.`console_audit` TO `account_risk_console`@`%`",
                "GRANT SELECT (`account_uuid`, `action`, `begun_at`, `done_by`, `ended_at`, `id`, `record_ids`, `records_done`,"
                        + " `records_left`, `replaced_record`, `state`, `why`) ON `account_risk`.`redrive_action` TO"
                        + " `account_risk_console`@`%`",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON `account_risk`.`SPRING_SESSION` TO `account_risk_console`@`%`",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON `account_risk`.`SPRING_SESSION_ATTRIBUTES` TO `account_risk_console`@`%`",
                "GRANT INSERT ON `account_risk`.`used_login_link` TO `account_risk_console`@`%`",
                "GRANT SELECT, INSERT (`account_uuid`, `confirm_seconds`, `done_by`, `form_key`, `kind`, `partition_no`, `per_second`, `reason`,"
                        + " `record_id`, `records`, `replacement_value`, `skip_records`, `stop_on_failure`, `to_offset`,"
                        + " `topic`, `up_to_record`, `why`), UPDATE (`cancelled_at`, `cancelled_by`, `confirmed_at`, `confirmed_by`) ON"
                        + " `account_risk`.`operator_action` TO `account_risk_console`@`%`");
    }

    private JsonNode page(String path) throws Exception {
        try (Visitor visitor = loggedIn(Role.VIEWER)) {
            HttpResponse<String> answer = visitor.json(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body());
        }
    }
}
