package dev.accountrisk.console;

import static dev.accountrisk.cli.JobLab.credit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.cli.JobLab;
import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operators ask by the console's forms, and workers do it: each process under its own user of {@code deploy/mysql}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActionsIT {
    private static final String DATABASE = "actions_it";
    private static final String PASSWORD = "correct horse";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern KEY = Pattern.compile("name=\"formKey\" value=\"([^\"]+)\"");
    private static final int MANY = 60;

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<AutoCloseable> running = new ArrayList<>();
    private JobLab lab;
    private Connection administrator;
    private ConsoleProcess console;
    private LoginProvider provider;

    /** One user for each set of roles, named after it. */
    enum Role {
        VIEWER, PAYLOAD, OPERATOR, APPROVER, AUDITOR
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        lab = new JobLab(DATABASE);
        administrator = TestServers.shared().mysql().connect("");
        DatabaseUsers users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.grant();
        users.open(DatabaseUsers.CONSOLE, "console");
        users.open(DatabaseUsers.WORKER, "worker");
        users.open(DatabaseUsers.JOBS, "jobs");
        fill();
        String hash = new BCryptPasswordEncoder(10).encode(PASSWORD);
        Path file = Files.write(dir.resolve("users"), Stream
                .concat(Stream.of(Role.values()).map(role -> role + ":" + hash + ":" + role),
                        Stream.of("ana:" + hash + ":OPERATOR,PAYLOAD", "bo:" + hash + ":APPROVER,AUDITOR"))
                .toList());
        int port = LoginProvider.freePort();
        provider = LoginProvider.start(port, "http://127.0.0.1");
        Map<String, String> settings = new HashMap<>(Map.of("spring.datasource.url", url(),
                "spring.datasource.username", DatabaseUsers.CONSOLE, "spring.datasource.password", "console",
                "account-risk.console.users-file", file.toString(), "account-risk.console.second-person.required",
                "true", "spring.security.oauth2.resourceserver.jwt.issuer-uri", provider.issuer(),
                "spring.security.oauth2.resourceserver.jwt.audiences", LoginProvider.CLIENT,
                "account-risk.console.roles-claim", "realm_access.roles"));
        console = ConsoleProcess.start(settings, Path.of("target", "actions-it-console.log"));
    }

    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    /** Record 1 holds back 2 and 3 of its account; then many accounts with one record each, and one that can only be dropped. */
    private void fill() throws Exception {
        lab.command(List.of(new JobLab.Sent("held", credit("held", "x1", 5).value().replace("\"5\"", "\"-5\"")),
                credit("held", "x2", 10), credit("held", "x3", 20)));
        lab.command(IntStream.range(0, MANY)
                .mapToObj(i -> new JobLab.Sent("many" + i, credit("many" + i, "m", 1).value()
                        .replace("CREDIT", "NONE")))
                .toList());
        lab.command(List.of(new JobLab.Sent("no key of an account", "{}")));
        lab.change("UPDATE parked_record SET detail = '" + SCRIPT + "' WHERE id = 1");
    }

    private void startWorker(int number) {
        Map<String, String> settings = new HashMap<>(lab.topics().asProperties());
        settings.putAll(Map.of("spring.datasource.url", url(), "spring.datasource.username", DatabaseUsers.WORKER,
                "spring.datasource.password", "worker", "spring.flyway.enabled", "false",
                "spring.kafka.bootstrap-servers", TestServers.shared().kafka().bootstrapServers(), "account-risk.lock",
                "none"));
        running.add(WorkerForConsole.start(settings, Path.of("target", "actions-it-worker-" + number + ".log")));
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable process : running) {
            process.close();
        }
        console.close();
        provider.close();
        administrator.close();
        lab.close();
    }

    private Visitor loggedIn(String name) throws Exception {
        Visitor visitor = console.visitor();
        assertThat(visitor.logIn(name, PASSWORD).headers().firstValue("Location")).hasValueSatisfying(
                address -> assertThat(address).doesNotContain("error"));
        return visitor;
    }

    /** A form of some fields, with a key of its own and the token of the visitor's session. */
    private static Map<String, String> form(Visitor visitor, String... fields) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("_csrf", visitor.csrf("/overview"), "formKey",
                UUID.randomUUID().toString(), "why", "ticket 4711"));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static String key(String html) {
        Matcher key = KEY.matcher(html);
        assertThat(key.find()).as(html).isTrue();
        return key.group(1);
    }

    private static long idOf(HttpResponse<String> placed) {
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(302);
        String address = placed.headers().firstValue("Location").orElseThrow();
        return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
    }

    private JsonNode action(long id) throws Exception {
        try (Visitor visitor = loggedIn("VIEWER")) {
            return json.readTree(visitor.json("/actions/" + id).body());
        }
    }

    private String stateOf(long id) throws Exception {
        return lab.ask("SELECT state FROM operator_action WHERE id = " + id);
    }

    private void awaitAction(long id, String state) {
        await("action " + id + " is " + state).atMost(SOON).until(() -> stateOf(id).equals(state));
    }

    private String actions() throws Exception {
        return lab.ask("SELECT COUNT(*) FROM operator_action");
    }

    private String records(String condition) throws Exception {
        return lab.ask("SELECT COUNT(*) FROM parked_record WHERE " + condition);
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource
    void everyForbiddenActionIsRefusedForEveryRole(Role role) throws Exception {
        try (Visitor visitor = loggedIn(role.name())) {
            for (Map.Entry<Map<String, String>, List<String>> action : ActionForms.all().entrySet()) {
                String before = actions();
                Map<String, String> form = form(visitor);
                form.putAll(action.getKey());
                HttpResponse<String> answer = visitor.post(ActionForms.address(form), form);
                boolean allowed = action.getValue().contains(role.name());
                assertThat(answer.statusCode()).as(form + answer.body()).isEqualTo(allowed ? 302 : 403);
                assertThat(actions().equals(before)).as(form.toString()).isEqualTo(!allowed);
            }
            boolean acts = role == Role.OPERATOR || role == Role.APPROVER;
            assertThat(visitor.post("/actions/1/cancel", form(visitor)).statusCode()).isEqualTo(acts ? 302 : 403);
            assertThat(visitor.html("/actions/what-if?reason=WRONG_TYPE").statusCode()).isEqualTo(acts ? 200 : 403);
            assertThat(visitor.html("/actions/records?kind=DROP&id=1").statusCode())
                    .isEqualTo(role == Role.APPROVER ? 200 : 403);
            assertThat(visitor.html("/partitions/" + lab.topics().commands() + "/0").statusCode())
                    .isEqualTo(acts ? 200 : 403);
            assertThat(visitor.html("/parked/1/correction").statusCode()).isEqualTo(403);
            assertThat(visitor.html("/actions/1/value").statusCode()).isEqualTo(role == Role.PAYLOAD ? 404 : 403);
            assertThat(visitor.html("/actions").statusCode()).isEqualTo(200);
        }
    }

    @Order(2)
    @Test
    void withoutAWorkerNothingIsDoneAndThePageSaysSo() throws Exception {
        lab.change("UPDATE operator_action SET cancelled_by = 'test'");
        try (Visitor visitor = loggedIn("OPERATOR")) {
            long id = idOf(visitor.post("/actions/records",
                    form(visitor, "kind", "RELEASE", "reason", "UNKNOWN_TYPE", "upTo", "4", "why", SCRIPT)));
            assertThat(action(id).get("status").get("headline").asString()).isEqualTo(
                    "Action " + id + " waits: nothing is done yet.");
            HttpResponse<String> page = visitor.html("/actions/" + id);
            assertThat(page.body()).contains("No worker runs.", "&lt;script&gt;").doesNotContain("<script>");
            assertThat(page.body()).contains("http-equiv=\"refresh\" content=\"3\"",
                    "data-hx-trigger=\"every 3s, refresh\"");
            assertThat(visitor.post("/actions/" + id + "/cancel", form(visitor)).statusCode()).isEqualTo(302);
            assertThat(visitor.html("/actions/" + id).body()).contains("is cancelled: no worker takes it.");
            assertThat(lab.ask("SELECT CONCAT(done_by, ' ', action) FROM console_audit ORDER BY id DESC LIMIT 1"))
                    .isEqualTo("OPERATOR CANCEL");
        }
    }

    @Order(3)
    @Test
    void aForgedFormDoesNothingAndAReplayedOneIsTheSameAction() throws Exception {
        try (Visitor visitor = loggedIn("OPERATOR")) {
            Map<String, String> form = form(visitor, "kind", "RELEASE", "id", "1", "upTo", "1");
            String before = actions();
            Map<String, String> forged = new HashMap<>(form);
            forged.remove("_csrf");
            assertThat(visitor.post("/actions/records", forged).statusCode()).isEqualTo(403);
            assertThat(visitor.html("/actions/records?kind=RELEASE&id=1&upTo=1&why=x&formKey=" + form.get("formKey"))
                    .statusCode()).as("a link asks for nothing").isEqualTo(200);
            assertThat(visitor.post("/actions/records", form(visitor, "kind", "RELEASE", "id", "1", "upTo", "1", "why",
                    " ")).statusCode()).as("no reason").isEqualTo(400);
            assertThat(actions()).isEqualTo(before);

            Callable<Long> click = () -> idOf(visitor.post("/actions/records", form));
            List<Future<Long>> clicks;
            try (var two = Executors.newFixedThreadPool(2)) {
                clicks = two.invokeAll(List.of(click, click));
            }
            assertThat(clicks.get(0).get()).isEqualTo(clicks.get(1).get());
            assertThat(Long.parseLong(actions())).isEqualTo(Long.parseLong(before) + 1);
            form.put("why", "another reason");
            assertThat(visitor.post("/actions/records", form).body()).contains("this form was sent before");
            lab.change("UPDATE operator_action SET cancelled_by = 'test' WHERE id = " + clicks.get(0).get());
        }
    }

    @Order(4)
    @Test
    void aRecordIsCorrectedReleasedAndItsAccountGoesOn() throws Exception {
        startWorker(1);
        long id;
        try (Visitor visitor = loggedIn("ana")) {
            assertThat(visitor.html("/parked/1").body()).contains("Correct and release…", "&lt;script&gt;")
                    .doesNotContain("<script>");
            assertThat(visitor.html("/parked/1/correction").body()).contains("amount&quot;:&quot;-5&quot;");
            String corrected = credit("held", "x1", 5).value();
            String difference = visitor
                    .post("/parked/1/correction", form(visitor, "value", corrected))
                    .body();
            assertThat(difference).contains("− &quot;-5&quot;", "+ &quot;5&quot;", "Release 3 records with this value");
            assertForeseen(visitor, corrected);
            id = idOf(visitor.post("/actions/records", form(visitor, "kind", "RELEASE", "id", "1", "upTo", "1", "value",
                    corrected, "formKey", key(difference))));
            awaitAction(id, "DONE");
            assertThat(visitor.html("/actions/" + id).body()).contains("Action " + id + " is done.",
                    "3 records were released.", "1 of 1 record is no longer parked");
            assertThat(visitor.html("/actions/" + id + "/value").body()).contains("+ &quot;5&quot;");
        }
        assertThat(lab.ask("SELECT balance FROM account_balance WHERE account_uuid = 'held'")).startsWith("35.");
        assertThat(records("account_uuid = 'held' AND state = 'RELEASED'")).isEqualTo("3");
        assertThat(lab.ask("SELECT record_value LIKE '%\"-5\"%' FROM parked_record WHERE id = 1")).isEqualTo("1");
        assertThat(lab.ask("SELECT CONCAT(done_by, ' ', replacement_value LIKE '%\"5\"%') FROM redrive_action"))
                .isEqualTo("ana 1");
        assertThat(
                lab.ask("SELECT CONCAT(done_by, ' ', action, ' ', why) FROM console_audit WHERE subject LIKE 'action "
                        + id + ": Release parked record 1,%'"))
                .isEqualTo("ana RELEASE ticket 4711");
        assertThat(lab.ask("SELECT (SELECT COUNT(*) FROM redrive_action) + (SELECT COUNT(*) FROM position_action)"))
                .as("nothing is done of what was cancelled before")
                .isEqualTo("1");
        assertThat(records("state = 'DROPPED'")).isEqualTo("0");
    }

    /** What the release below does is what it would do, and looking changes no row but the action's own. */
    private void assertForeseen(Visitor visitor, String corrected) throws Exception {
        long asItCame = idOf(visitor.post("/actions/records", form(visitor, "kind", "WHAT_IF", "id", "1")));
        awaitAction(asItCame, "DONE");
        assertThat(visitor.html("/actions/" + asItCame).body()).contains("A release would end 0 of 3 parked records.");
        long id = idOf(visitor.post("/actions/records",
                form(visitor, "kind", "WHAT_IF", "id", "1", "value", corrected)));
        awaitAction(id, "DONE");
        assertThat(visitor.html("/actions/" + id).body()).contains("A release would end 3 of 3 parked records.",
                "DEFAULT balance: 15 → 35");
        assertThat(visitor.html("/actions").body()).doesNotContain("/actions/" + id);
        assertThat(records("account_uuid = 'held' AND state = 'PARKED'")).isEqualTo("3");
        assertThat(lab.ask("SELECT COUNT(*) FROM redrive_action")).isEqualTo("0");
        assertThat(lab.ask("SELECT COUNT(*) FROM console_audit WHERE action = 'WHAT_IF' AND done_by = 'ana'"))
                .isEqualTo("2");
    }

    @Order(5)
    @Test
    void positionsArePausedMovedAndResumedByTheWorker() throws Exception {
        String topic = lab.topics().commands();
        try (Visitor visitor = loggedIn("OPERATOR")) {
            long pause = idOf(visitor.post("/actions/positions",
                    form(visitor, "kind", "PAUSE", "topic", topic, "partition", "0")));
            awaitAction(pause, "DONE");
            assertThat(lab.ask("SELECT why FROM paused_partition")).isEqualTo("OPERATOR: ticket 4711");
            long resume = idOf(visitor.post("/actions/positions",
                    form(visitor, "kind", "RESUME", "topic", topic, "partition", "0")));
            awaitAction(resume, "DONE");
            assertThat(lab.ask("SELECT COUNT(*) FROM paused_partition")).isEqualTo("0");
            long again = idOf(visitor.post("/actions/positions",
                    form(visitor, "kind", "RESUME", "topic", topic, "partition", "0")));
            awaitAction(again, "FAILED");
            assertThat(action(again).get("action").get("result").asString()).endsWith("is not paused by itself");
        }
        try (Visitor visitor = loggedIn("APPROVER")) {
            long move = idOf(visitor.post("/actions/positions",
                    form(visitor, "kind", "MOVE", "topic", topic, "partition", "0")));
            confirm(move);
            awaitAction(move, "FAILED");
            assertThat(action(move).get("action").get("result").asString()).contains("there is no gap to cross");
        }
        assertThat(lab.ask("SELECT GROUP_CONCAT(action ORDER BY id) FROM position_action")).isEqualTo("PAUSE,RESUME");
    }

    @Order(6)
    @Test
    void anActionThatAKilledWorkerBeganIsEndedByAnother() throws Exception {
        long id;
        try (Visitor visitor = loggedIn("APPROVER")) {
            String page = visitor.html("/actions/records?kind=DROP&reason=UNKNOWN_TYPE").body();
            assertThat(page).contains("Drop " + MANY + " records");
            id = idOf(visitor.post("/actions/records", form(visitor, "kind", "DROP", "reason", "UNKNOWN_TYPE", "upTo",
                    String.valueOf(3 + MANY), "rate", "5", "formKey", key(page))));
            assertThat(visitor.html("/actions/" + id).body()).contains("Somebody else must confirm it.");
        }
        long meanwhile;
        try (Visitor visitor = loggedIn("OPERATOR")) {
            meanwhile = idOf(visitor.post("/actions/records",
                    form(visitor, "kind", "RELEASE", "reason", "NOT_JSON", "upTo", "1")));
        }
        awaitAction(meanwhile, "DONE");
        assertThat(stateOf(id)).as("a worker runs, and does not take it").isEqualTo("WAITING");
        assertThat(records("state = 'DROPPED'")).isEqualTo("0");
        confirm(id);
        String dropped = "reason = 'UNKNOWN_TYPE' AND state = 'DROPPED'";
        await("some are dropped").atMost(SOON).until(() -> Long.parseLong(records(dropped)) > 5);
        running.getFirst().close();
        String before = records(dropped);
        assertThat(Long.parseLong(before)).isLessThan(MANY);
        assertThat(stateOf(id)).isEqualTo("RUNNING");
        startWorker(2);
        awaitAction(id, "DONE");
        assertThat(records(dropped)).isEqualTo(String.valueOf(MANY));
        assertThat(Integer.parseInt(lab.ask("SELECT SUM(records_done) FROM redrive_action WHERE action = 'DROP'")))
                .as("none is dropped twice; what the killed worker did last may not be counted")
                .isLessThanOrEqualTo(MANY);
        assertThat(action(id).get("action").get("left").asLong()).isZero();
        assertThat(lab.ask("SELECT takeovers FROM operator_action WHERE id = " + id)).isIn("0", "1");
    }

    @Order(7)
    @Test
    void nobodyConfirmsWhatHeAskedForNorWhatIsLate() throws Exception {
        try (Visitor asker = loggedIn("APPROVER");
                Visitor second = loggedIn("bo");
                Visitor operator = loggedIn("ana")) {
            String drop = placed(asker, "kind", "DROP", "id", "1", "upTo", "1");
            String confirmed = "SELECT confirmed_by FROM operator_action WHERE CONCAT('/actions/', id) = '" + drop
                    + "'";
            assertThat(asker.html(drop).body()).contains("waits for a second person").doesNotContain("/confirm\"");
            assertThat(operator.html(drop).body()).doesNotContain("/confirm\"");
            assertThat(operator.post(drop + "/confirm", form(operator)).statusCode()).isEqualTo(403);
            assertThat(asker.post(drop + "/confirm", form(asker)).body()).contains("somebody else must confirm it");
            assertThat(second.post(drop + "/confirm", Map.of()).statusCode()).as("another site's form").isEqualTo(403);
            assertThat(second.html(drop + "/confirm").statusCode()).as("a link").isEqualTo(405);
            assertThat(lab.ask(confirmed)).isEqualTo("null");

            assertThat(second.html(drop).body()).contains(drop + "/confirm\"");
            for (int i = 0; i < 2; i++) {
                assertThat(second.post(drop + "/confirm", form(second)).statusCode()).isEqualTo(302);
            }
            assertThat(lab.ask(confirmed)).isEqualTo("bo");
            assertThat(
                    lab.ask("SELECT COUNT(*) FROM console_audit WHERE action = 'CONFIRM' AND done_by = 'bo' AND subject"
                            + " LIKE 'action " + drop.substring(drop.lastIndexOf('/') + 1)
                            + ": Drop parked record 1'"))
                    .isEqualTo("1");

            String refused = placed(asker, "kind", "MOVE", "topic", "t", "partition", "0");
            assertThat(second.post(refused + "/cancel", form(second)).statusCode()).isEqualTo(302);
            assertThat(second.post(refused + "/confirm", form(second)).body()).contains("is cancelled, or has ended");
            String late = placed(asker, "kind", "MOVE", "topic", "t", "partition", "0");
            lab.change(
                    "UPDATE operator_action SET create_time = create_time - INTERVAL 1 HOUR WHERE CONCAT('/actions/',"
                            + " id) = '" + late + "'");
            assertThat(second.post(late + "/confirm", form(second)).statusCode()).isEqualTo(400);
            awaitAction(Long.parseLong(late.substring(late.lastIndexOf('/') + 1)), "CANCELLED");
            assertThat(second.html(late).body()).contains("Nobody else confirmed it in time: nothing was done.");
            String release = placed(operator, "kind", "RELEASE", "reason", "WRONG_TYPE", "upTo", "1");
            assertThat(second.post(release + "/confirm", form(second)).body()).contains("needs no second person");
        }
    }

    /** Asks for an action, and returns the path of its page. */
    private static String placed(Visitor visitor, String... fields) throws Exception {
        Map<String, String> form = form(visitor, fields);
        return "/actions/" + idOf(visitor.post(ActionForms.address(form), form));
    }

    private void confirm(long id) throws Exception {
        try (Visitor second = loggedIn("bo")) {
            assertThat(second.post("/actions/" + id + "/confirm", form(second)).statusCode()).isEqualTo(302);
        }
    }

    @Order(8)
    @Test
    void aScriptAsksByItsTokenAndIsNamedInTheAudit() throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("kind", "RELEASE", "reason", "WRONG_TYPE", "upTo", "1", "why",
                "by night", "formKey", UUID.randomUUID().toString()));
        try (Visitor script = console.visitor()) {
            long id = idOf(script.script("/actions/records", tokenOfRobot(), form));
            assertThat(idOf(script.script("/actions/records", tokenOfRobot(), form))).as("sent twice, it is one action")
                    .isEqualTo(id);
            assertThat(json.readTree(script.script("/actions/" + id, tokenOfRobot(), Map.of()).body())
                    .get("action")
                    .get("doneBy")
                    .asString()).isEqualTo(LoginProvider.ROBOT);
            assertThat(lab.ask("SELECT CONCAT(COUNT(*), ' ', MAX(done_by)) FROM console_audit WHERE why = 'by night'"))
                    .isEqualTo("1 " + LoginProvider.ROBOT);
        }
    }

    /** As a script gets it: by its own name and secret. */
    private String tokenOfRobot() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String credentials = Base64.getEncoder()
                    .encodeToString((LoginProvider.ROBOT + ":" + LoginProvider.ROBOT_SECRET)
                            .getBytes(StandardCharsets.UTF_8));
            String answer = http.send(HttpRequest.newBuilder(URI.create(provider.issuer() + "/oauth2/token"))
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build(), HttpResponse.BodyHandlers.ofString()).body();
            return json.readTree(answer).get("access_token").asString();
        }
    }

    /** One account has two that wait for a mended one, and another account stays blocked. */
    @Order(9)
    @Test
    void whatAReleaseOfAGroupWouldDoIsWhatItThenDoes() throws Exception {
        lab.command(List.of(new JobLab.Sent("mended", "{"), new JobLab.Sent("blocked", "{"),
                credit("mended", "y1", 10), credit("mended", "y2", 20), credit("blocked", "y3", 1)));
        lab.change("UPDATE parked_record SET record_value = '" + credit("mended", "y0", 5).value()
                + "' WHERE account_uuid = 'mended' AND reason = 'NOT_JSON'");
        String parked = records("state = 'PARKED'");
        try (Visitor visitor = loggedIn("OPERATOR")) {
            DescribedAnswers described = new DescribedAnswers(json.readTree(visitor.json("/openapi.json").body()));
            assertThat(visitor.html("/parked").body()).contains("/actions/what-if?reason=NOT_JSON&amp;topic=");
            assertThat(visitor.html("/actions/records?kind=RELEASE&reason=NOT_JSON").body())
                    .contains("What would a release of all 2 records do?");
            String asked = "/actions/what-if?reason=NOT_JSON";
            assertThat(described.strange(asked, json.readTree(visitor.json(asked).body()))).isEmpty();
            String page = visitor.html(asked).body();
            Matcher upTo = Pattern.compile("name=\"upTo\" value=\"(\\d+)\"").matcher(page);
            assertThat(upTo.find()).as(page).isTrue();
            long look = idOf(visitor.post("/actions/records", form(visitor, "kind", "WHAT_IF", "reason", "NOT_JSON",
                    "upTo", upTo.group(1), "formKey", key(page))));
            awaitAction(look, "DONE");
            assertThat(visitor.html("/actions/" + look).body()).contains(
                    "Of all 2 records, 1 would be applied, 1 would park again.",
                    "It would try 3 other records of the same accounts too: 2 would be applied, 1 would park again.",
                    "DEFAULT balance: 0 → 35", "Release the first 2…");
            JsonNode answer = json.readTree(visitor.json("/actions/" + look).body());
            assertThat(described.strange("/actions/" + look, answer)).isEmpty();
            assertThat(answer.get("whatIfOfMany")
                    .get("accounts")
                    .valueStream()
                    .collect(Collectors
                            .toMap(account -> account.get("account").stringValue(),
                                    account -> account.get("records").size())))
                    .isEqualTo(Map.of("mended", 3, "blocked", 2));
            assertThat(records("state = 'PARKED'")).as("looking changes nothing").isEqualTo(parked);

            long release = idOf(visitor.post("/actions/records",
                    form(visitor, "kind", "RELEASE", "reason", "NOT_JSON", "upTo", upTo.group(1))));
            awaitAction(release, "DONE");
        }
        assertThat(lab.ask("SELECT balance FROM account_balance WHERE account_uuid = 'mended'")).startsWith("35.");
        assertThat(records("account_uuid = 'mended' AND state = 'RELEASED'")).isEqualTo("3");
        assertThat(records("account_uuid = 'blocked' AND state = 'PARKED'")).isEqualTo("2");
        assertThat(lab.ask("SELECT CONCAT(done_by, ' ', subject) FROM console_audit WHERE action = 'WHAT_IF'"
                + " ORDER BY id DESC LIMIT 1")).startsWith("OPERATOR action ")
                .contains("See what a release would do with what is parked with reason NOT_JSON, up to record ");
    }

    @Order(10)
    @Test
    void theCommandLineIsInTheSameAudit() throws Exception {
        lab.job("redrive", "drop", "--all", "--why", "test data", "--who", "night shift");
        lab.job("positions", "pause", "--topic", "commands", "--why", "a look", "--who", "night shift");
        assertThat(lab.ask("SELECT GROUP_CONCAT(CONCAT_WS(' ', done_by, action, subject, why, origin) ORDER BY id) FROM"
                + " console_audit WHERE done_by = 'night shift'"))
                .isEqualTo("night shift DROP all parked records test data COMMAND,night shift PAUSE topic "
                        + lab.topics().commands() + " a look COMMAND");
        assertThat(lab.job("redrive", "drop", "--all", "--why", "x", "--dry-run").exitCode()).isZero();
        assertThat(lab.ask("SELECT COUNT(*) FROM console_audit WHERE origin = 'COMMAND'")).isEqualTo("2");
    }
}
