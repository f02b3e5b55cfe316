package dev.accountrisk.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.outbox.OutboxReader;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.risk.LevelEvents;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;
import dev.accountrisk.servers.TestServers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a release would do is what it then does, and looking changes nothing. */
class WhatIfIT {
    private static final int ACCOUNTS = 24;
    private static final int FOLLOWERS = 12;
    private static final int MANY = 1_000;
    private static final int FIRST = 20;
    private static final long SKEW_MILLIS = 2 * 86_400_000L;

    private final Random random = new Random(20_261_129);
    private String database;
    private JobLab lab;
    private WhatIf whatIf;
    private ParkedTopic<RiskUpdate> parkedRisk;
    private ParkedTopic<Command> parkedCommands;

    @BeforeEach
    void open(TestInfo test) throws SQLException {
        database = "what_if_" + test.getTestMethod().orElseThrow().getName().substring(0, 8).toLowerCase(Locale.ROOT);
        lab = new JobLab(database);
        Transactions transactions = new Transactions(lab.pool());
        Engines engines = new Engines(transactions, AccountLocks.NONE, EngineObserver.NONE,
                new Outbox(),
                new Installation());
        RiskTopic risk = new RiskTopic(new RiskSettings(lab.topics().riskUpdates(), Lane.AUTO, RiskOrder.OCCURRED_AT,
                SKEW_MILLIS, LevelEvents.EACH, 0), () -> RiskPolicy.DEFAULT);
        CommandTopic commands = new CommandTopic(new CommandSettings(lab.topics().commands(), SKEW_MILLIS, true));
        whatIf = new WhatIf(List.of(risk, commands), engines, transactions);
        parkedRisk = ParkedTopic.of(risk, engines);
        parkedCommands = ParkedTopic.of(commands, engines);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private WhatIfReport commands(String account, int limit) throws SQLException {
        return whatIf.preview(lab.topics().commands(), account, null, limit).orElseThrow();
    }

    /** Of every table: how many rows it has, and their checksum. */
    private Map<String, String> tables() throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        try (Connection connection = TestServers.shared().mysql().connect(database);
                var statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (var row = statement.executeQuery("SHOW TABLES")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            for (String name : names) {
                try (var row = statement.executeQuery("CHECKSUM TABLE " + name + " EXTENDED")) {
                    row.next();
                    sums.put(name, row.getString(2));
                }
            }
        }
        return sums;
    }

    private static String account(int number) {
        return "a-%02d".formatted(number);
    }

    private JobLab.Sent follower(String account, int number) {
        int amount = 1 + random.nextInt(60);
        String id = "f" + number;
        return switch (random.nextInt(9)) {
            case 0, 1 -> JobLab.credit(account, id, amount);
            case 2, 3 -> JobLab.debit(account, id, amount);
            case 4 -> JobLab.freeze(account, id, "h" + random.nextInt(3), amount, JobLab.TIMESTAMP_MILLIS + 1_000);
            case 5 -> JobLab.settle(account, id, "h" + random.nextInt(3), amount);
            // the same command again, and another one under its id
            case 6 -> JobLab.credit(account, "twice", 5);
            case 7 -> JobLab.credit(account, "twice", amount % 2 == 0 ? 5 : amount);
            // the first of two that wants it has it
            default -> JobLab.open(account, id, "ref-" + random.nextInt(ACCOUNTS / 2));
        };
    }

    /** Every other account has its blocking record mended. The others stay blocked, or are blocked again in their middle. */
    private void park() throws SQLException {
        for (int number = 0; number < ACCOUNTS; number++) {
            String account = account(number);
            List<JobLab.Sent> sent = new ArrayList<>(List.of(JobLab.credit(account, "c", 50),
                    JobLab.freeze(account, "z", "h0", 10, JobLab.TIMESTAMP_MILLIS + 1_000),
                    new JobLab.Sent(account, "{")));
            for (int follower = 0; follower < FOLLOWERS; follower++) {
                sent.add(number % 4 == 2 && follower == FOLLOWERS / 2
                        ? new JobLab.Sent(account, "{\"a\"")
                        : follower(account, follower));
            }
            lab.command(sent);
            if (number % 2 == 0) {
                lab.change("UPDATE parked_record SET record_value = '" + JobLab.credit(account, "mended", 30).value()
                        + "' WHERE account_uuid = '" + account + "' AND record_value = '{'");
            }
        }
    }

    @Test
    void commandsGetTheVerdictsBalancesAndEventsThatWereForeseen() throws SQLException {
        park();
        Map<String, String> before = tables();
        try (Connection holder = TestServers.shared().mysql().connect(database)) {
            holder.setAutoCommit(false);
            try (var lock = holder.createStatement()) {
                lock.execute("SELECT * FROM account_head FOR UPDATE");
                for (int number = 0; number < ACCOUNTS; number++) {
                    assertThat(commands(account(number), 100).records()).as("looking waits for nobody")
                            .hasSizeGreaterThan(FOLLOWERS / 2);
                }
            }
            holder.rollback();
        }
        assertThat(tables()).as("looking changes nothing").isEqualTo(before);

        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (int number = 0; number < ACCOUNTS; number++) {
            String account = account(number);
            events();
            WhatIfReport report = commands(account, 100);
            parkedCommands.release(account, null);
            assertReleased(account, report);
            assertThat(events()).as(account).isEqualTo(events(report));
            report.records().forEach(line -> outcomes.add(line.outcome()));
        }
        assertThat(outcomes).contains(Outcome.APPLIED, Outcome.REFUSED, Outcome.DUPLICATE, Outcome.PARKED);
    }

    private static List<String> events(WhatIfReport report) {
        return report.records().stream().flatMap(line -> line.events().stream()).toList();
    }

    private void assertReleased(String account, WhatIfReport report) throws SQLException {
        Map<String, String> after = new TreeMap<>();
        report.records().forEach(line -> line.changes().forEach(change -> after.put(change.what(), change.after())));
        assertReleased(account,
                report.records().stream().map(line -> verdict(line.id(), line.outcome(), line.reason())).toList(),
                report.records().getLast().id(), after);
    }

    private static String verdict(long id, Outcome outcome, @Nullable String reason) {
        return id + " " + outcome + (reason == null ? "" : " " + reason);
    }

    private void assertReleased(String account, List<String> foreseen, long lastId, Map<String, String> after)
            throws SQLException {
        try (Connection connection = lab.pool().getConnection(); Statement statement = connection.createStatement()) {
            List<String> verdicts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    """
                            SELECT p.id, CASE WHEN p.state = 'PARKED' THEN CONCAT('PARKED ', p.reason) WHEN e.outcome IS NULL THEN 'DUPLICATE'
                                ELSE CONCAT_WS(' ', e.outcome, e.reason) END
                            FROM parked_record p LEFT JOIN account_entry e ON e.account_uuid = p.account_uuid AND e.of_command
                                AND e.source_topic = p.source_topic AND e.source_offset = p.source_offset
                            WHERE p.account_uuid = '%s' AND p.id <= %d ORDER BY p.id"""
                            .formatted(account, lastId))) {
                while (row.next()) {
                    verdicts.add(row.getLong(1) + " " + row.getString(2));
                }
            }
            assertThat(foreseen).as(account).isEqualTo(verdicts);
            Map<String, BigDecimal> stored = new HashMap<>();
            try (ResultSet row = statement.executeQuery(
                    "SELECT asset, balance, frozen FROM account_balance WHERE account_uuid = '" + account + "'")) {
                while (row.next()) {
                    stored.put(row.getString(1) + " balance", row.getBigDecimal(2));
                    stored.put(row.getString(1) + " frozen", row.getBigDecimal(3));
                }
            }
            after.forEach((what, value) -> assertThat(stored.get(what)).as(account + " " + what)
                    .isEqualByComparingTo(value));
            connection.rollback();
        }
    }

    private static ParkedSelection withReason(ParkReason reason) {
        return new ParkedSelection(List.of(), List.of(reason), List.of(), null, null, null);
    }

    /** Of all accounts together, in their order: one may take a reference that another one wants. */
    @Test
    void theFirstRecordsThatMatchEndAsTheReleaseOfThemThenEnds() throws SQLException {
        park();
        lab.riskUpdate(List.of(JobLab.risk("r", "e0", "SET", 10, JobLab.TIMESTAMP_MILLIS), new JobLab.Sent("r", "{")));
        events();
        Map<String, String> before = tables();

        WhatIfOfMany report = whatIf.previewFirst(withReason(ParkReason.NOT_JSON),
                new WhatIfLimits(MANY, FIRST, 100, MANY, Duration.ofMinutes(5)), new StopSignal()).orElseThrow();

        assertThat(tables()).as("looking changes nothing").isEqualTo(before);
        assertThat(report.chosen()).isEqualTo(FIRST);
        assertThat(report.matching()).isEqualTo(
                Long.parseLong(lab.ask("SELECT COUNT(*) FROM parked_record WHERE reason = 'NOT_JSON'")));
        assertThat(report.leftOut()).isEqualTo(new WhatIfOfMany.LeftOut(0, 0, 0));
        assertThat(lab.job("redrive", "release", "--reason=NOT_JSON", "--first=" + FIRST, "--why=as foreseen")
                .exitCode()).isNotNegative();
        for (WhatIfOfMany.Account account : report.accounts()) {
            Map<String, String> after = new TreeMap<>();
            account.changes().forEach(change -> after.put(change.what(), change.after()));
            assertReleased(account.account(),
                    account.records()
                            .stream()
                            .map(line -> verdict(line.id(), line.outcome(), line.reason()))
                            .toList(),
                    account.records().getLast().id(), after);
        }
        assertThat(report.accounts().stream().mapToInt(WhatIfOfMany.Account::chosen).sum()).isEqualTo(FIRST);
        assertThat(lab.ask("SELECT COUNT(*) FROM parked_record WHERE state = 'RELEASED'"))
                .isEqualTo(String.valueOf(report.sums()
                        .stream()
                        .filter(sum -> sum.outcome() != Outcome.PARKED)
                        .mapToInt(sum -> sum.chosen() + sum.others())
                        .sum()));
        List<String> told = events();
        assertThat(report.accounts()
                .stream()
                .flatMap(account -> account.records().stream())
                .flatMap(line -> line.events().stream())).containsExactlyInAnyOrderElementsOf(told);
        assertThat(report.told().stream().mapToInt(WhatIfOfMany.Told::events).sum()).isEqualTo(told.size());
    }

    @Test
    void aReferenceThatOneAccountWouldTakeIsRefusedToTheNext() throws SQLException {
        lab.command(List.of(new JobLab.Sent("a1", "{"), JobLab.open("a1", "o1", "customer-1"),
                new JobLab.Sent("a2", "{"), JobLab.open("a2", "o2", "customer-1")));
        lab.change(
                "UPDATE parked_record SET record_value = CONCAT('{\"commandId\":\"c\",\"accountUuid\":\"', account_uuid,"
                        + " '\",\"type\":\"CREDIT\",\"amount\":\"1\"}') WHERE reason = 'NOT_JSON'");

        WhatIfOfMany report = whatIf.previewFirst(withReason(ParkReason.NOT_JSON),
                new WhatIfLimits(MANY, FIRST, 100, MANY, Duration.ofMinutes(5)), new StopSignal()).orElseThrow();

        assertThat(report.sums()).filteredOn(sum -> sum.outcome() == Outcome.REFUSED)
                .extracting(WhatIfOfMany.Sum::others)
                .containsExactly(1);
        assertThat(lab.job("redrive", "release", "--reason=NOT_JSON", "--why=as foreseen").exitCode()).isZero();
        assertThat(lab.ask("SELECT account_uuid FROM account_entry WHERE outcome = 'REFUSED'")).isEqualTo("a2");
    }

    @Test
    void oneLookAtManyRecordsIsBoundedAndSaysWhatItLeavesOut() throws SQLException {
        List<JobLab.Sent> sent = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            String account = account(number);
            sent.addAll(List.of(new JobLab.Sent(account, "{"), JobLab.credit(account, "f", 1),
                    new JobLab.Sent(account, "{\"a\"")));
        }
        lab.command(sent);
        lab.riskUpdate(List.of(new JobLab.Sent("r", "{")));
        StopSignal goesOn = new StopSignal();

        // of each account two of three: the second one that matches is the third
        WhatIfOfMany report = whatIf.previewFirst(withReason(ParkReason.NOT_JSON),
                new WhatIfLimits(5, 10, 2, 8, Duration.ofMinutes(5)), goesOn).orElseThrow();
        assertThat(report.matching()).isEqualTo(5);
        assertThat(report.allCounted()).isFalse();
        assertThat(report.leftOut()).isEqualTo(new WhatIfOfMany.LeftOut(4, 2, 0));
        assertThat(report.accounts()).hasSize(4).noneMatch(WhatIfOfMany.Account::whole);
        assertThat(report.sums()).containsExactly(new WhatIfOfMany.Sum(Outcome.PARKED, "BEHIND_PARKED", 0, 4),
                new WhatIfOfMany.Sum(Outcome.PARKED, "NOT_JSON", 4, 0));

        assertThat(whatIf.previewFirst(withReason(ParkReason.NOT_JSON),
                new WhatIfLimits(5, 10, 2, 8, Duration.ZERO), goesOn).orElseThrow().leftOut().unreached())
                .as("the time is over")
                .isEqualTo(10);
        StopSignal stopped = new StopSignal();
        stopped.stop();
        assertThat(whatIf.previewFirst(withReason(ParkReason.NOT_JSON),
                new WhatIfLimits(5, 10, 2, 8, Duration.ofMinutes(5)), stopped)).isEmpty();
        assertThat(whatIf.previewFirst(withReason(ParkReason.CONFLICT),
                new WhatIfLimits(5, 10, 2, 8, Duration.ofMinutes(5)), goesOn).orElseThrow().matching()).isZero();
        lab.change("UPDATE parked_record SET source_topic = 'another topic' WHERE account_uuid = 'r'");
        assertThat(whatIf.previewFirst(
                new ParkedSelection(List.of(), List.of(), List.of("r"), null, null, null),
                new WhatIfLimits(5, 10, 2, 8, Duration.ofMinutes(5)), goesOn).orElseThrow().leftOut().otherTopic())
                .isEqualTo(1);
    }

    /** Takes what waits to be sent. */
    private List<String> events() throws SQLException {
        List<AccountEvent> sent = new ArrayList<>();
        OutboxReader reader = new OutboxReader(new Transactions(lab.pool()));
        while (reader.relay((_, event) -> sent.add(event))) {
            // until it is empty
        }
        return sent.stream().map(WhatIfReport::describe).toList();
    }

    @Test
    void riskUpdatesGetTheRiskAndTheEventsThatWereForeseen() throws SQLException {
        long tomorrow = JobLab.TIMESTAMP_MILLIS + 86_400_000;
        lab.riskUpdate(List.of(JobLab.risk("r", "e0", "SET", 10, JobLab.TIMESTAMP_MILLIS),
                JobLab.risk("r", "e1", "SET", 90, tomorrow), JobLab.risk("r", "e2", "ADD", 5, tomorrow),
                JobLab.risk("r", "e2", "ADD", 5, tomorrow), JobLab.risk("r", "e3", "SET", 40, tomorrow - 1_000),
                new JobLab.Sent("r", "{"), JobLab.risk("r", "e4", "SET", 20, tomorrow + 1_000)));
        Map<String, String> before = tables();

        WhatIfReport report = whatIf.preview(lab.topics().riskUpdates(), "r", null, 100).orElseThrow();

        assertThat(tables()).isEqualTo(before);
        assertThat(report.records().stream().map(line -> line.outcome() + " " + line.reason())).containsExactly(
                "APPLIED null", "APPLIED null", "DUPLICATE null", "STALE null", "PARKED NOT_JSON", "APPLIED null");
        assertThat(report.records().getFirst().changes())
                .extracting(change -> change.what() + " " + change.before() + " " + change.after())
                .containsExactly("risk 10.0 90.0", "level LOW CRITICAL");
        assertThat(report.records().getLast().changes()).anyMatch(change -> change.after().equals("20.0"));
        events();
        parkedRisk.release("r", null);
        assertThat(lab.ask("SELECT risk FROM account_risk")).isEqualTo("20.0");
        assertThat(events()).isEqualTo(events(report)).isNotEmpty();
    }

    @Test
    void aCorrectedValueIsLookedAtInPlaceOfTheOneThatCameAndALongListIsCut() throws SQLException {
        List<JobLab.Sent> sent = new ArrayList<>(List.of(new JobLab.Sent("a", "{")));
        IntStream.range(0, MANY).forEach(number -> sent.add(JobLab.credit("a", "f" + number, 1)));
        lab.command(sent);

        assertThat(commands("a", 3).records()).extracting(WhatIfReport.Line::reason)
                .containsExactly("NOT_JSON", "BEHIND_PARKED", "BEHIND_PARKED");
        WhatIfReport report = whatIf.preview(lab.topics().commands(), "a", new Replacement(1,
                JobLab.credit("a", "x", 7).value().getBytes(StandardCharsets.UTF_8)), 3).orElseThrow();
        assertThat(report.whole()).isFalse();
        assertThat(report.records()).extracting(line -> line.changes().getFirst().after())
                .containsExactly("7", "8", "9");
        assertThat(report.records().getFirst().events()).containsExactly("CommandApplied: CREDIT x",
                "BalanceChanged: DEFAULT, balance 7, frozen 0");
        assertThat(commands("nobody", 3)).isEqualTo(new WhatIfReport(List.of(), true));
        assertThat(whatIf.preview("another topic", "a", null, 3)).isEmpty();
    }
}
