package dev.accountrisk.console;

import static dev.accountrisk.cli.JobLab.credit;
import static dev.accountrisk.cli.JobLab.debit;
import static dev.accountrisk.cli.JobLab.freeze;
import static dev.accountrisk.cli.JobLab.open;
import static dev.accountrisk.cli.JobLab.risk;
import static dev.accountrisk.cli.JobLab.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.cli.JobLab;
import dev.accountrisk.cli.JobLab.Sent;
import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.servers.ChromiumPrograms;
import dev.accountrisk.servers.NoChromiumException;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * People use the console in a real browser, while a worker runs. What the pages do not offer is refused, too, if somebody posts it:
 * {@code ActionsIT} and {@code OpenIdConnectIT} show that for every role and action.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static final String DATABASE = "browser_it";
    private static final String PASSWORD = LoginProvider.PASSWORD;
    private static final Path PICTURES = Path.of("target", "console-screenshots");
    /** The folder for the pictures of the documents. */
    private static final String DOCUMENTS = "accountrisk.pictures";
    private static final int MINUTES_OF_A_CHART = 8;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String RICH = "dc57ktzmtiwp";
    private static final String HELD = "qm3vbx81tk0z";
    private static final String HTML = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    /** What the pages with actions offer to each role, by how a button begins. */
    private static final Map<String, Set<String>> ROLES = Map.of("VIEWER", Set.of(), "AUDITOR", Set.of(), "PAYLOAD",
            Set.of("Show key and value"),
            "OPERATOR",
            Set.of("What would a release do?", "What would a release do…", "Release…", "Release what matches…",
                    "Cancel", "Pause",
                    "Resume", "Accept the new id"),
            "APPROVER",
            Set.of("What would a release do?", "What would a release do…", "Drop…", "Release everything…",
                    "Drop everything…",
                    "Drop what matches…", "Cancel", "Confirm", "Move the position"));

    /** When the holds of the accounts are due, in milliseconds: not while the test runs. */
    private final long due = System.currentTimeMillis() + Duration.ofHours(3).toMillis();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private JobLab lab;
    private ConsoleProcess console;
    private Browser browser;
    private String detailOfNobody;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        ChromiumPrograms programs = chromium();
        lab = new JobLab(DATABASE);
        running.push(lab);
        createUsers();
        fill();
        int port = LoginProvider.freePort();
        String hash = new BCryptPasswordEncoder(10).encode(PASSWORD);
        Path users = Files.write(dir.resolve("users"), Stream.concat(ROLES.keySet().stream(),
                Stream.of("VIEWER,PAYLOAD,OPERATOR,APPROVER,AUDITOR"))
                .map(roles -> (roles.contains(",") ? "ana" : roles) + ":" + hash + ":" + roles)
                .toList());
        String registration = "spring.security.oauth2.client.registration.corp.";
        Map<String, String> settings = new HashMap<>(Map.of("spring.datasource.url", url(),
                "spring.datasource.username", DatabaseUsers.CONSOLE, "spring.datasource.password", "console",
                "account-risk.console.users-file", users.toString(), "account-risk.console.second-person.required",
                "true", "account-risk.console.name-claim", "preferred_username", "account-risk.console.roles-claim",
                "realm_access.roles"));
        settings.putAll(Map.of(registration + "client-id", LoginProvider.CLIENT, registration + "client-secret",
                LoginProvider.SECRET, registration + "client-name", "the company", registration + "scope", "openid",
                "spring.security.oauth2.client.provider.corp.issuer-uri", LoginProvider.issuer(port)));
        CompletableFuture<WorkerForConsole> worker = CompletableFuture.supplyAsync(this::startWorker);
        console = ConsoleProcess.start(settings, Path.of("target", "browser-it-console.log"));
        running.push(console);
        running.push(worker.join());
        running.push(LoginProvider.start(port, console.home().toString()));
        startTraffic();
        browser = new Browser(console.home(), programs);
        running.push(browser);
    }

    private static ChromiumPrograms chromium() {
        try {
            return ChromiumPrograms.find();
        } catch (NoChromiumException nowhere) {
            return Assumptions.abort("skipped: " + nowhere.getMessage());
        }
    }

    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    private void createUsers() throws IOException, SQLException {
        Connection administrator = TestServers.shared().mysql().connect("");
        running.push(administrator);
        DatabaseUsers users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.grant();
        users.open(DatabaseUsers.CONSOLE, "console");
        users.open(DatabaseUsers.WORKER, "worker");
    }

    /**
     * One account has a past; one is held back by a command that MySQL refused, and would not refuse any more; others have commands that
     * no worker understands.
     */
    private void fill() throws SQLException {
        lab.command(List.of(open(RICH, "pay-88075", "user:8841"), credit(RICH, "pay-88077", 100),
                freeze(RICH, "pay-88101", "task-9", 30, due), debit(RICH, "pay-88102", 500),
                freeze(RICH, "pay-88105", "task-10", 20, due),
                settle(RICH, "pay-88107", "task-10", 15)));
        lab.riskUpdate(List.of(risk(RICH, "seen-501", "SET", 42.5, JobLab.TIMESTAMP_MILLIS)));
        lab.command(List.of(credit(HELD, "pay-88119", 100)));
        lab.change("ALTER TABLE account_entry ADD CONSTRAINT small CHECK (balance_after <> 125)");
        lab.command(
                List.of(credit(HELD, "pay-88121", 25), debit(HELD, "pay-88122", 110), credit(HELD, "pay-88130", 40)));
        lab.change("ALTER TABLE account_entry DROP CHECK small");
        lab.command(IntStream.range(0, 12)
                .mapToObj(i -> new Sent("w8" + i + "kzp41", credit("w8" + i + "kzp41", "pay-9000" + i, 1).value()
                        .replace("\"1\"", "\"12,50\"")))
                .toList());
        lab.command(
                List.of(new Sent("m41xzz07", credit("m41xzz07", "pay-90100", 1).value().replace("CREDIT", "REFUND")),
                        new Sent("no key of an account", "{}"),
                        new Sent(RICH, debit(RICH, "pay-88140", 25).value().replace("\"25\"", "\"25,00\""))));
        detailOfNobody = lab.ask("SELECT detail FROM parked_record WHERE account_uuid IS NULL");
        lab.change("UPDATE parked_record SET detail = '" + HTML + "' WHERE account_uuid IS NULL");
        lab.change("INSERT INTO reconcile_run (id, state, last_account, accounts_checked, findings, begun_at, ended_at)"
                + " VALUES ('r1', 'DRIFT', '" + RICH + "', 412886, 1, UNIX_TIMESTAMP() * 1000 - 7300000,"
                + " UNIX_TIMESTAMP() * 1000 - 7200000)");
        lab.change("INSERT INTO reconcile_finding (run_id, kind, account_uuid, item, expected, actual) VALUES"
                + " ('r1', 'BALANCE', '" + RICH + "', 'DEFAULT', '100', '90')");
        lab.change("INSERT INTO backfill_run (mode, specification, shards, state, begun_at) VALUES ('VERIFY', '{}', 1,"
                + " 'RUNNING', UNIX_TIMESTAMP() * 1000)");
        lab.change("INSERT INTO backfill_partition (run_id, topic, partition_no, topic_id, from_offset, until_offset,"
                + " next_offset) VALUES (1, '" + lab.topics().commands() + "', 0, 'id', 0, 10, 5)");
    }

    private WorkerForConsole startWorker() {
        Map<String, String> settings = new HashMap<>(lab.topics().asProperties());
        settings.putAll(Map.of("spring.datasource.url", url(), "spring.datasource.username", DatabaseUsers.WORKER,
                "spring.datasource.password", "worker", "spring.flyway.enabled", "false",
                "spring.kafka.bootstrap-servers", TestServers.shared().kafka().bootstrapServers(), "account-risk.lock",
                "none"));
        return WorkerForConsole.start(settings, Path.of("target", "browser-it-worker.log"));
    }

    /** Some commands each second, now more and now fewer, most of them of one account; some are refused, some come twice. */
    private void startTraffic() {
        var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.shared().kafka().bootstrapServers()),
                new StringSerializer(), new StringSerializer());
        running.push(producer);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        running.push(clock);
        AtomicInteger sent = new AtomicInteger();
        var _ = clock.scheduleAtFixedRate(() -> {
            double minutes = System.nanoTime() / 6e10;
            for (int i = 0; i < 12 + 6 * Math.sin(minutes) + 3 * Math.sin(3 * minutes); i++) {
                int number = sent.incrementAndGet();
                boolean hot = number % 4 > 0;
                String account = hot ? "hot4kw91" : "a" + number % 97;
                Sent command = number % 13 == 0
                        ? debit(account, "live-" + number, 99_999_999)
                        : credit(account, hot && number % 17 == 0 ? "live-1" : "live-" + number, 1);
                var _ = producer.send(new ProducerRecord<>(lab.topics().commands(), 0, account, command.value()));
            }
        }, 0, 200, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
    }

    @BeforeEach
    void nobodyIsLoggedIn() {
        browser.forget();
        browser.look(false, Browser.WIDE);
        var _ = browser.complaints();
    }

    private void logIn(String name) {
        browser.open("/login");
        browser.logIn(name, PASSWORD);
        assertThat(browser.address().getPath()).as(name).isNotEqualTo("/login");
    }

    private String parked(String reason) throws SQLException {
        return lab.ask("SELECT MIN(id) FROM parked_record WHERE reason = '" + reason + "'");
    }

    private void awaitHeading(String heading) {
        await(heading).atMost(SOON).ignoreExceptions().until(() -> browser.heading().equals(heading));
    }

    @Order(1)
    @Test
    void anOperatorReleasesARecordAndItsAccountGoesOn() throws Exception {
        String record = parked("UNPROCESSABLE");
        browser.open("/parked");
        assertThat(browser.address().getPath()).isEqualTo("/login");
        browser.logIn("ana", PASSWORD);
        browser.press("Overview");
        browser.press("Parked records");
        browser.press("UNPROCESSABLE");
        browser.press(record);
        assertThat(browser.heading()).isEqualTo("Record " + record + " is parked: UNPROCESSABLE");
        assertThat(browser.text()).contains("2 records of the account wait for it.");

        browser.press("What would a release do?");
        awaitHeading("A release would end 3 of 3 parked records.");
        assertThat(browser.text()).contains("DEFAULT balance: 100 → 125", "DEFAULT balance: 15 → 55");
        browser.screenshot(PICTURES.resolve("what-if.png"));
        assertThat(lab.ask("SELECT COUNT(*) FROM parked_record WHERE state = 'RELEASED'")).isEqualTo("0");

        browser.press("Release…");
        browser.write("why", "ticket 4711");
        browser.pressTwice("Release 3 records");
        await("the action is asked for").atMost(SOON)
                .until(() -> !lab.ask("SELECT COUNT(*) FROM operator_action WHERE kind = 'RELEASE'").equals("0"));
        String action = lab.ask("SELECT MIN(id) FROM operator_action WHERE kind = 'RELEASE'");
        awaitHeading("Action " + action + " is done.");
        assertThat(lab.ask("SELECT COUNT(*) FROM operator_action WHERE kind = 'RELEASE'")).as("two clicks")
                .isEqualTo("1");
        assertThat(browser.text()).contains("3 records were released.");

        browser.press(record);
        browser.press(HELD);
        assertThat(browser.text()).contains("55", "pay-88130").doesNotContain("blocks it");
        browser.press("Audit");
        assertThat(browser.text()).contains("ticket 4711", "action " + action + ": Release parked record " + record);
        assertThat(browser.complaints()).isEmpty();
    }

    @Order(2)
    @Test
    void aProviderLogsInAndOut() {
        browser.open("/login");
        browser.press("Log in by the company");
        assertThat(browser.address().getPort()).as("the provider asks").isNotEqualTo(console.home().getPort());
        browser.logIn("operator", LoginProvider.PASSWORD);
        assertThat(browser.address().getPort()).isEqualTo(console.home().getPort());
        browser.press("Actions");
        assertThat(browser.text()).contains("operator", "Log out");
        browser.press("Log out");
        assertThat(browser.text()).contains("You are logged out.");
        browser.open("/overview");
        assertThat(browser.address().getPath()).isEqualTo("/login");
        assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
    }

    @Order(3)
    @Test
    void aRoleSeesTheButtonsOfItsActionsAndNoOther() throws Exception {
        logIn("ana");
        browser.open("/actions/records?kind=DROP&id=" + parked("WRONG_TYPE"));
        browser.write("why", "a duplicate");
        browser.press("Drop 1 record");
        String open = browser.address().getPath();
        assertThat(browser.text()).contains("waits for a second person");
        List<String> pages = List.of("/parked", "/parked?reason=WRONG_TYPE", "/parked/" + parked("WRONG_TYPE"), open,
                "/partitions/" + lab.topics().commands() + "/0");
        for (Map.Entry<String, Set<String>> role : ROLES.entrySet()) {
            browser.forget();
            logIn(role.getKey());
            Set<String> offered = new TreeSet<>();
            for (String page : pages) {
                browser.open(page);
                browser.buttons()
                        .stream()
                        .filter(button -> !button.equals("Filter"))
                        .map(BrowserIT::action)
                        .forEach(offered::add);
            }
            assertThat(offered).as(role.getKey()).isEqualTo(new TreeSet<>(role.getValue()));
            browser.open("/overview");
            assertThat(browser.pages().contains("Audit")).as(role.getKey()).isEqualTo(role.getKey().equals("AUDITOR"));
        }
        assertThat(lab.ask("SELECT COUNT(*) FROM parked_record WHERE state = 'DROPPED'")).isEqualTo("0");
    }

    /** A button without what it is about. */
    private static String action(String button) {
        return ROLES.values()
                .stream()
                .flatMap(Set::stream)
                .filter(button::startsWith)
                .max(String.CASE_INSENSITIVE_ORDER)
                .orElse(button);
    }

    @Order(4)
    @Test
    void aKeyboardIsEnough() throws Exception {
        logIn("ana");
        browser.open("/parked/" + parked("WRONG_TYPE"));
        assertThat(browser.key(Keys.TAB)).isEqualTo(new Browser.Focus("Skip to the content", true, false));
        browser.key(Keys.ENTER);
        List<Browser.Focus> reached = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Browser.Focus focus = browser.key(Keys.TAB);
            if (!focus.inContent()) {
                break;
            }
            reached.add(focus);
        }
        assertThat(reached).as("and the focus is seen").allMatch(Browser.Focus::seen);
        assertThat(reached.stream().map(Browser.Focus::says)).contains("Show key and value", "What would a release do?",
                "Release…", "Drop…");
    }

    /** Every page, and the answer that it comes with. */
    private Map<String, Integer> pages() throws SQLException {
        Map<String, Integer> pages = new LinkedHashMap<>();
        String wrong = parked("WRONG_TYPE");
        String release = lab.ask("SELECT MIN(id) FROM operator_action WHERE kind = 'RELEASE'");
        String whatIf = lab.ask("SELECT MIN(id) FROM operator_action WHERE kind = 'WHAT_IF'");
        Stream.of("/overview", "/partitions", "/partitions/" + lab.topics().commands() + "/0", "/parked",
                "/parked?reason=WRONG_TYPE", "/parked?account=nobody", "/parked/" + wrong,
                "/parked/" + parked("UNPROCESSABLE"),
                "/parked/" + lab.ask("SELECT id FROM parked_record WHERE account_uuid IS NULL"),
                "/parked/" + wrong + "/payload", "/parked/" + wrong + "/correction", "/accounts",
                "/accounts?id=nobody", "/accounts/" + RICH, "/accounts/" + RICH + "?refused=true",
                "/accounts/" + RICH + "?at=2030-01-01T00:00:00Z", "/accounts/" + RICH + "?offset=1",
                "/accounts/w80kzp41", "/hot", "/conflicts", "/policy", "/policy?yaml=half-life:%207d", "/runs",
                "/runs/reconcile/r1", "/runs/backfill/1", "/actions", "/actions/" + release, "/actions/" + whatIf,
                "/actions/records?kind=RELEASE&reason=WRONG_TYPE", "/actions/records?kind=DROP",
                "/actions/records?kind=DROP&id=9999", "/actions/what-if?reason=WRONG_TYPE", "/audit",
                "/audit?who=nobody", "/about", "/manual/RUNBOOK", "/manual/CONSOLE")
                .forEach(page -> pages.put(page, 200));
        pages.put("/parked/9999", 404);
        pages.put("/nothing-here", 404);
        pages.put("/manual/NOTHING", 404);
        pages.put("/parked?after=x", 400);
        return pages;
    }

    @Order(5)
    @Test
    void everybodyCanUseEveryPage() throws Exception {
        List<String> found = new ArrayList<>();
        for (String page : List.of("/login", "/login?error", "/login?logout", "/login?refused",
                "/login/link?token=x")) {
            look(page, 200, found);
        }
        logIn("VIEWER");
        look("/audit", 403, found);
        browser.forget();
        logIn("ana");
        for (Map.Entry<String, Integer> page : pages().entrySet()) {
            look(page.getKey(), page.getValue(), found);
        }
        browser.open("/parked/" + parked("WRONG_TYPE") + "/correction");
        browser.write("value", " ");
        browser.press("Show the difference");
        lookAtOpenPage("/parked/correction-difference", 200, found);
        assertThat(found).isEmpty();
    }

    private void look(String page, int status, List<String> found) throws IOException {
        browser.open(page);
        lookAtOpenPage(page, status, found);
    }

    /** By day in a wide window, and by night on a telephone. */
    private void lookAtOpenPage(String page, int status, List<String> found) throws IOException {
        String picture = page.substring(1).replaceAll("[^a-zA-Z0-9]+", "-");
        browser.screenshot(PICTURES.resolve(picture + ".png"));
        browser.barriers().forEach(barrier -> found.add(page + ": " + barrier));
        browser.look(true, Browser.PHONE);
        browser.screenshot(PICTURES.resolve(picture + "-phone.png"));
        browser.barriersOfLooks().forEach(barrier -> found.add(page + " by night, on a phone: " + barrier));
        browser.overflow().forEach(trouble -> found.add(page + " on a phone: " + trouble));
        browser.look(false, Browser.WIDE);
        browser.complaints()
                .stream()
                .filter(line -> status == 200 || !line.contains("the server responded with a status of " + status))
                .forEach(line -> found.add(page + ": " + line));
    }

    @Order(6)
    @Test
    void aPageShowsWhatIsNewWithoutBeingLoadedAgain() throws Exception {
        logIn("ana");
        browser.open("/overview");
        String details = "return document.querySelector('details').open";
        var _ = browser.run("document.querySelector('details').open = true; window.loaded = 'once'");
        awaitNewNumber();
        awaitNewNumber();
        assertThat(browser.run("return window.loaded")).as("the same page").isEqualTo("once");
        assertThat(browser.run(details)).as("what is open stays open").isEqualTo("true");
        await("the chart is drawn without a reload").atMost(SOON.plus(SOON))
                .until(() -> browser.run("return document.querySelectorAll('.plot canvas').length").equals("2"));

        await("the page asks").atMost(SOON).until(() -> questionsAfterATick() > 0);
        browser.pressHere("Stop refreshing");
        browser.open("/overview");
        assertThat(questionsAfterATick()).as("the clock ticks, and nothing is asked").isZero();
        browser.pressHere("Refresh again");
        awaitNewNumber();
        assertThat(browser.complaints()).isEmpty();
    }

    /** Lets the clock of the page tick now, and returns how often the page has asked the console since the first call. */
    private int questionsAfterATick() {
        return Integer.parseInt(browser.run("""
                if (window.questions === undefined) {
                    const fetch = window.fetch;
                    window.questions = 0;
                    window.fetch = (...question) => { window.questions++; return fetch(...question); };
                }
                document.querySelector('main').dispatchEvent(new Event('every'));
                return window.questions"""));
    }

    private void awaitNewNumber() {
        String before = consumedEver();
        await("another number").atMost(SOON).until(() -> !consumedEver().equals(before));
    }

    private String consumedEver() {
        return browser.run("return [...document.querySelectorAll('[aria-label=\"By outcome\"] tbody tr')]"
                + ".map(row => row.cells[2].textContent).join()");
    }

    @Order(7)
    @Test
    void aRefreshLeavesAFormAloneAndSaysWhenTheLoginHasEnded() throws Exception {
        logIn("ana");
        browser.open("/partitions/" + lab.topics().commands() + "/0");
        String asOf = "return document.querySelector('main > .note:last-child').textContent";
        String key = "return document.querySelector('#MOVE-partition [name=formKey]').value";
        browser.write("why", "ticket 4712");
        String then = browser.run(asOf);
        String keyThen = browser.run(key);
        await("a refresh").atMost(SOON).until(() -> !browser.run(asOf).equals(then));
        assertThat(browser.written("why")).isEqualTo("ticket 4712");
        assertThat(browser.run(key)).as("pressed again, it is the same action").isEqualTo(keyThen);
        assertThat(browser.complaints()).isEmpty();

        String sessions = lab.ask("SELECT COUNT(*) FROM SPRING_SESSION");
        lab.change("DELETE FROM SPRING_SESSION");
        await("the end of the login").atMost(SOON)
                .until(() -> browser.text().contains("You are not logged in any more."));
        assertThat(browser.written("why")).isEqualTo("ticket 4712");
        assertThat(sessions).isNotEqualTo("0");
        assertThat(lab.ask("SELECT COUNT(*) FROM SPRING_SESSION")).as("nobody's session").isEqualTo("0");
        assertThat(questionsAfterATick()).as("it is not asked again").isZero();
        assertThat(browser.complaints()).hasSize(1).first().asString().contains("401");
        assertThat(browser.barriers()).isEmpty();
    }

    /** {@code src/docs/testing.md} says how to ask for them. */
    @Order(8)
    @Test
    @EnabledIfSystemProperty(named = DOCUMENTS, matches = ".+")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void theDocumentsShowThePages() throws Exception {
        Path folder = Path.of(System.getProperty(DOCUMENTS));
        lab.change("UPDATE parked_record SET detail = '" + detailOfNobody + "' WHERE account_uuid IS NULL");
        logIn("ana");
        await("some minutes in the charts").atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(10))
                .until(() -> {
                    browser.open("/overview");
                    return browser.minutesOfCharts() >= MINUTES_OF_A_CHART;
                });
        browser.screenshot(folder.resolve("overview.png"));
        browser.open("/parked");
        browser.screenshot(folder.resolve("parked.png"));
        browser.open("/actions/" + lab.ask("SELECT MIN(id) FROM operator_action WHERE kind = 'WHAT_IF'"));
        browser.screenshot(folder.resolve("what-if.png"));
        browser.look(true, Browser.PHONE);
        browser.open("/accounts/" + RICH);
        browser.screenshot(folder.resolve("account-phone.png"));
    }

    @Order(9)
    @Test
    void oldNumbersDoNotLookLikeNewOnes() throws Exception {
        logIn("ana");
        browser.open("/overview");
        console.close();
        await("what the page says of itself").atMost(SOON)
                .until(() -> browser.text().contains("This page has not refreshed since "));
        assertThat(browser.text()).contains("The console does not answer. It is asked again.", "Consumed, last minute");
        browser.screenshot(PICTURES.resolve("console-away.png"));
        assertThat(browser.barriers()).isEmpty();
    }
}
