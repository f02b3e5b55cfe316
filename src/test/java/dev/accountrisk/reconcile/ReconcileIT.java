package dev.accountrisk.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.job.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is found, once and by its name; what is right is never called wrong. */
class ReconcileIT {
    private static final long FAR = 4_102_444_800_000L;
    private static final ReconcileSettings SETTINGS = new ReconcileSettings(Duration.ofMinutes(10),
            Duration.ofHours(1), Duration.ofHours(1), 4, 100);
    private static final String MISSPELT = "ABCDEF00-1111-2222-3333-444455556666";

    /** One change by hand each, by the account it is made to, and what it is to be called. */
    private static final Map<String, String> PLANTED = new TreeMap<>(Map.ofEntries(
            Map.entry("balance", "UPDATE account_balance SET balance = balance + 1 WHERE account_uuid = 'balance'"),
            Map.entry("frozen", "UPDATE account_balance SET frozen = frozen + 1 WHERE account_uuid = 'frozen'"),
            Map.entry("hold-amount", "UPDATE account_hold SET amount = 21 WHERE account_uuid = 'hold-amount'"),
            Map.entry("hold-state", "UPDATE account_hold SET state = 'REFUNDED' WHERE account_uuid = 'hold-state'"),
            Map.entry("hold-gone", "DELETE FROM account_hold WHERE account_uuid = 'hold-gone'"),
            Map.entry("journal-amount", "UPDATE account_entry SET amount = amount + 1"
                    + " WHERE account_uuid = 'journal-amount' AND entry_id = 'credit'"),
            Map.entry("journal-after", "UPDATE account_entry SET balance_after = balance_after + 1"
                    + " WHERE account_uuid = 'journal-after' AND entry_id = 'debit'"),
            Map.entry("journal-freeze", "UPDATE account_entry SET amount = amount + 1"
                    + " WHERE account_uuid = 'journal-freeze' AND entry_id = 'freeze'"),
            Map.entry("version-gap", "DELETE FROM account_entry"
                    + " WHERE account_uuid = 'version-gap' AND entry_id = 'freeze'"),
            Map.entry("version-fork", "UPDATE account_entry SET version = 1"
                    + " WHERE account_uuid = 'version-fork' AND entry_id = 'freeze'"),
            Map.entry("version-head", "UPDATE account_head SET version = 9 WHERE account_uuid = 'version-head'"),
            Map.entry("version-added", "UPDATE account_risk SET entries = 2 WHERE account_uuid = 'version-added'"),
            Map.entry("registration", "UPDATE account_reference SET account_uuid = 'other'"
                    + " WHERE external_ref = 'ref-registration'"),
            Map.entry("risk-lost", "UPDATE account_risk SET occurred_at = 1 WHERE account_uuid = 'risk-lost'"),
            Map.entry("level", "UPDATE account_risk SET level = 'LOW' WHERE account_uuid = 'level'"),
            Map.entry("barrier", "UPDATE account_head SET held_back = TRUE WHERE account_uuid = 'barrier'"),
            Map.entry("parked-barrier", "UPDATE account_head SET held_back = FALSE"
                    + " WHERE account_uuid = 'parked-barrier'"),
            Map.entry(MISSPELT, "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id,"
                    + " version, entries) VALUES ('" + MISSPELT + "', 1, 'LOW', 1, 'e', 1, 0)"),
            Map.entry("position", "UPDATE consumer_position SET next_offset = 99999 WHERE topic LIKE '%updates'"),
            Map.entry("parked", "UPDATE parked_record SET create_time = '2020-01-01'"),
            Map.entry("outbox", "UPDATE outbox SET create_time = '2020-01-01'")));

    @Test
    void everyKindOfDriftIsFoundOnceAndNamedRight(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("reconcile_drift")) {
            for (int i = 0; i < 20; i++) {
                fill(lab, "well-" + i);
            }
            for (String account : PLANTED.keySet()) {
                if (account.charAt(0) >= 'a') {
                    fill(lab, account);
                }
            }
            lab.command(List.of(new JobLab.Sent("parked-barrier", "{")));
            // what a command does not need is no part of its effect
            lab.command(List.of(JobLab.credit("well-extra", "credit", 100),
                    JobLab.freeze("well-extra", "freeze", "hold", 20, FAR),
                    new JobLab.Sent("well-extra",
                            """
                                    {"commandId":"extra","accountUuid":"well-extra","type":"CREDIT","amount":1,"holdId":"hold"}""")));
            Console clean = lab.job("reconcile");
            assertThat(clean.exitCode()).as(clean.out() + clean.err()).isZero();
            assertThat(clean.out()).contains("CLEAN");

            lab.command(List.of(JobLab.freeze("overdue", "early", "h", 1, 1),
                    JobLab.credit("overdue", "credit", 5), JobLab.freeze("overdue", "freeze", "due", 1, 1),
                    JobLab.credit("just-stored", "credit", 5), JobLab.freeze("just-stored", "freeze", "due", 1, 1)));
            lab.change("UPDATE account_hold SET create_time = '2020-01-01' WHERE account_uuid = 'overdue'");
            lab.riskUpdate(List.of(JobLab.risk("risk-changed", "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS)));
            lab.change("UPDATE account_risk SET risk = 41 WHERE account_uuid = 'risk-changed'");
            for (String change : PLANTED.values()) {
                lab.change(change);
            }
            Path page = folder.resolve("report.html");
            Path metrics = folder.resolve("metrics.prom");
            Console drift = lab.job("reconcile", "--json", "--report=" + page, "--metrics=" + metrics, "--page=7",
                    "--repair");
            assertThat(drift.exitCode()).as(drift.err()).isEqualTo(3);
            assertThat(found(lab)).containsExactlyInAnyOrder("BALANCE balance", "FROZEN frozen", "HOLD hold-amount",
                    "HOLD hold-state", "HOLD hold-gone", "JOURNAL journal-amount", "JOURNAL journal-after",
                    "JOURNAL journal-freeze", "VERSION version-gap", "VERSION version-fork", "VERSION version-head",
                    "VERSION version-added", "REGISTRATION registration", "LEVEL level", "RISK risk-lost",
                    "RISK risk-changed", "BARRIER barrier",
                    "BARRIER parked-barrier", "SPELLING " + MISSPELT, "HOLD_OVERDUE overdue", "POSITION -",
                    "PARKED_OLD -", "OUTBOX_OLD -");
            assertThat(drift.out()).contains("\"state\":\"DRIFT\"", "\"findings\":23");
            assertThat(Files.readString(page)).contains("<td>HOLD_OVERDUE</td>").doesNotContain("http");
            assertThat(Files.readString(metrics)).contains("account_risk_reconcile_findings{kind=\"hold\"} 3");
            assertThat(lab.valuesBehind(lab.topics().commands(), lab.applied(lab.topics().commands())))
                    .containsExactly("{\"commandId\":\"expire:due\",\"accountUuid\":\"overdue\",\"type\":\"EXPIRE\","
                            + "\"holdId\":\"due\",\"occurredAt\":1}");
            List<String> relevels = lab.valuesBehind(lab.topics().riskUpdates(),
                    lab.applied(lab.topics().riskUpdates()));
            assertThat(relevels).hasSize(1).first().asString().contains("\"eventId\":\"recon:", ":level\"");
        }
    }

    @Test
    void underLoadNothingIsFound() throws Exception {
        try (JobLab lab = new JobLab("reconcile_load")) {
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> load(lab, stop));
            List<RunReport> reports = new ArrayList<>();
            lab.inJob(Reconciliation.class, (reconciliation, stopSignal) -> {
                long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (System.nanoTime() < until && !load.isDone()) {
                    reports.add(reconciliation.run(SETTINGS, false, new Pace(0, stopSignal), null).orElseThrow());
                }
            });
            stop.set(true);
            assertThat(load.get()).as("batches applied meanwhile").isGreaterThan(reports.size());
            assertThat(reports).hasSizeGreaterThan(3)
                    .allSatisfy(report -> assertThat(report.found()).as("%s", report).isEmpty());
        }
    }

    @Test
    void moreThanIsShownIsCountedAllTheSame(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("reconcile_many")) {
            lab.change(
                    "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries)"
                            + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                            + " SELECT CONCAT('many ', i), 99, 'LOW', 1, 'e', 1, 0 FROM n");
            Path metrics = folder.resolve("metrics.prom");
            Console drift = lab.job("reconcile", "--metrics=" + metrics);

            assertThat(drift.exitCode()).as(drift.out() + drift.err()).isEqualTo(3);
            assertThat(drift.out()).contains("1800 findings, the first 1000 shown");
            assertThat(Files.readString(metrics)).contains("account_risk_reconcile_findings{kind=\"spelling\"} 900",
                    "account_risk_reconcile_findings{kind=\"level\"} 900");
        }
    }

    @Test
    void oneRunsAtATimeAndAnotherGoesOnWhereItEnded() throws SQLException {
        try (JobLab lab = new JobLab("reconcile_overlap")) {
            for (String account : List.of("a", "b", "c")) {
                fill(lab, account);
            }
            try (NamedLock other = new NamedLock(lab.pool(), "reconcile")) {
                assertThat(other.acquireOrConfirm()).isTrue();
                Console second = lab.job("reconcile");
                assertThat(second.err()).contains("another reconciliation is running");
                assertThat(second.exitCode()).as("it is not known to be clean").isEqualTo(1);
                assertThat(lab.ask("SELECT COUNT(*) FROM reconcile_run")).isEqualTo("0");
            }
            lab.change("UPDATE account_risk SET level = 'LOW'");
            lab.change("INSERT INTO reconcile_run (id, state, last_account, accounts_checked, findings, begun_at)"
                    + " VALUES ('killed', 'RUNNING', 'b', 2, 0, 1)");
            assertThat(lab.job("reconcile", "--resume", "--page=1").exitCode()).isEqualTo(3);
            assertThat(found(lab)).containsExactly("LEVEL c");
            assertThat(lab.ask("SELECT CONCAT(state, accounts_checked) FROM reconcile_run")).isEqualTo("DRIFT3");
        }
    }

    @Test
    void aChangeOfThePolicyIsNoDrift(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("reconcile_policy")) {
            fill(lab, "a");
            fill(lab, "b");
            assertThat(lab.job("reconcile").exitCode()).isZero();
            Path file = Files.writeString(folder.resolve("policy.yaml"), "levels: {MEDIUM: 50}\n");
            String policy = "--account-risk.risk.policy-file=" + file;

            Console changed = lab.job("reconcile", "--repair", policy);
            assertThat(changed.exitCode()).as(changed.out() + changed.err()).isZero();
            assertThat(changed.out()).contains("CLEAN", "2 levels of an earlier policy");
            assertThat(lab
                    .ask("SELECT GROUP_CONCAT(policy, ':', levels_to_recompute ORDER BY begun_at) FROM reconcile_run"))
                    .isEqualTo("0.0 1000000.0 30.0 60.0 85.0:0,0.0 1000000.0 50.0 60.0 85.0:2");
            assertThat(lab.valuesBehind(lab.topics().riskUpdates(), lab.applied(lab.topics().riskUpdates())))
                    .as("what computes the levels anew")
                    .hasSize(2);

            lab.change("UPDATE account_risk SET level = 'CRITICAL' WHERE account_uuid = 'b'");
            assertThat(lab.job("reconcile", policy).exitCode()).isEqualTo(3);
            assertThat(found(lab)).containsExactly("LEVEL b");
        }
    }

    @Test
    void aPageMayTakeLongerThanTheSocketWaits() throws Exception {
        try (JobLab lab = new JobLab("reconcile_slow")) {
            fill(lab, "a");
            fill(lab, "b");
            lab.change("RENAME TABLE account_reference TO slow_reference");
            lab.change("CREATE VIEW account_reference AS SELECT external_ref, account_uuid FROM slow_reference"
                    + " WHERE SLEEP(2) = 0");

            Console slow = lab.job("reconcile", "--spring.datasource.hikari.data-source-properties.socketTimeout=1500");

            assertThat(slow.exitCode()).as(slow.out() + slow.err()).isZero();
            CheckContext context = new CheckContext("run", List.of());
            AccountPages pages = new AccountPages(
                    List.of(TestTopics.RISK.openChecks(context), TestTopics.COMMANDS.openChecks(context)), 9);
            List<String> page = new Transactions(lab.pool())
                    .readSnapshot(connection -> pages.nextInTx(connection, "", 10));
            assertThat(page).as("five rows each, nine a page").containsExactly("a");
        }
    }

    @Test
    void whatIsParkedUnderAnIdOfTheWorkersHoldsNothingBack() throws Exception {
        try (JobLab lab = new JobLab("reconcile_expire_ids")) {
            lab.command(List.of(JobLab.credit("a", "credit", 5), JobLab.freeze("a", "freeze", "h", 1, FAR),
                    JobLab.debit("a", "expire:h", 1)));
            assertThat(lab.ask("SELECT GROUP_CONCAT(reason) FROM parked_record")).isEqualTo("BAD_ID");

            Console run = lab.job("reconcile");
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        }
    }

    @Test
    void anExpireThatCannotWorkIsNamedAndNotSentAgain() throws Exception {
        try (JobLab lab = new JobLab("reconcile_parked_expire")) {
            lab.command(List.of(JobLab.credit("a", "credit", 5), JobLab.freeze("a", "freeze", "h", 1, 1)));
            lab.change("UPDATE account_hold SET create_time = '2020-01-01'");
            lab.change("INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset,"
                    + " source_timestamp, account_uuid, entry_id, reason, detail) VALUES ('" + lab.topics().commands()
                    + "', 'id', 0, 77, 1, 'a', 'expire:h', 'UNPROCESSABLE', 'd')");

            Console run = lab.job("reconcile", "--repair");
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
            assertThat(run.out()).contains("HOLD_OVERDUE", "no repair: its expire:h is parked as UNPROCESSABLE",
                    "offset 77").doesNotContain("(sent");
            assertThat(lab.valuesBehind(lab.topics().commands(), lab.applied(lab.topics().commands()))).isEmpty();
        }
    }

    @Test
    void theDatabasesClockDecidesWhatIsOverdueAndIsTheRepairsTime() throws Exception {
        try (JobLab lab = new JobLab("reconcile_clock")) {
            long now = System.currentTimeMillis();
            lab.command(List.of(JobLab.credit("a", "credit", 5),
                    JobLab.freeze("a", "freeze", "h", 1, now + Duration.ofMinutes(10).toMillis())));
            assertThat(lab.job("reconcile").exitCode()).isZero();
            // a broker takes no record from more than an hour ahead
            long databaseNow = now / 1_000 + Duration.ofMinutes(50).toSeconds();

            Console ahead = lab.job("reconcile", "--repair",
                    "--spring.datasource.hikari.connection-init-sql=SET timestamp = " + databaseNow);
            assertThat(ahead.exitCode()).as(ahead.out() + ahead.err()).isEqualTo(3);
            assertThat(ahead.out()).contains("HOLD_OVERDUE", "(sent expire:h)");
            assertThat(lab.timestampsBehind(lab.topics().commands(), lab.applied(lab.topics().commands())))
                    .containsExactly(databaseNow * 1_000);
        }
    }

    @Test
    void aRepairForAPartitionThatIsGoneIsNamedAndTheRunEnds() throws Exception {
        try (JobLab lab = new JobLab("reconcile_gone")) {
            lab.command(List.of(JobLab.credit("a", "credit", 5), JobLab.freeze("a", "freeze", "h", 1, 1)));
            lab.change("UPDATE account_hold SET create_time = '2020-01-01', source_partition = 9");

            Console run = lab.job("reconcile", "--repair");
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
            assertThat(run.out()).contains("HOLD_OVERDUE", "no repair: partition 9 of " + lab.topics().commands());
        }
    }

    @Test
    void noRepairIsSentUnderAKeyThatIsNoId() throws Exception {
        try (JobLab lab = new JobLab("reconcile_spelling")) {
            lab.change(
                    "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries)"
                            + " VALUES ('x\",\"risk\":99,\"a\":\"', 99, 'LOW', 1, 'e', 1, 0)");
            assertThat(lab.job("reconcile", "--repair").exitCode()).isEqualTo(3);
            assertThat(lab.ask("SELECT GROUP_CONCAT(kind ORDER BY kind) FROM reconcile_finding"))
                    .isEqualTo("LEVEL,SPELLING");
            assertThat(lab.valuesBehind(lab.topics().riskUpdates(), 0)).isEmpty();
        }
    }

    private static void fill(JobLab lab, String account) {
        lab.command(List.of(JobLab.open(account, "open", "ref-" + account), JobLab.credit(account, "credit", 100),
                JobLab.freeze(account, "freeze", "hold", 20, FAR), JobLab.debit(account, "debit", 10)));
        lab.riskUpdate(List.of(JobLab.risk(account, "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS),
                JobLab.risk(account, "e2", "ADD", 5, JobLab.TIMESTAMP_MILLIS)));
    }

    /** Many batches for few accounts, so that each page meets accounts that are being changed. */
    private static int load(JobLab lab, AtomicBoolean stop) {
        Random random = new Random(6);
        int batches = 0;
        for (; !stop.get(); batches++) {
            List<JobLab.Sent> commands = new ArrayList<>();
            List<JobLab.Sent> updates = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String account = "a-" + random.nextInt(30);
                String id = batches + "-" + i;
                commands.add(switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5 -> JobLab.credit(account, id, 10);
                    case 6, 7, 8, 9, 10 -> JobLab.debit(account, id, 7);
                    case 11, 12, 13, 14 -> JobLab.freeze(account, id, "h" + random.nextInt(9), 3, FAR);
                    case 15, 16, 17 -> JobLab.settle(account, id, "h" + random.nextInt(9), 2);
                    case 18 -> JobLab.open(account, id, "ref-" + account);
                    default -> account.endsWith("9") ? new JobLab.Sent(account, "{") : JobLab.credit(account, id, 1);
                });
                updates.add(JobLab.risk(account, id, random.nextBoolean() ? "SET" : "ADD", random.nextInt(50),
                        JobLab.TIMESTAMP_MILLIS + batches));
            }
            lab.command(commands);
            lab.riskUpdate(updates);
        }
        return batches;
    }

    private static List<String> found(JobLab lab) throws SQLException {
        return lab.ask("SELECT GROUP_CONCAT(kind, ' ', COALESCE(account_uuid, '-')) FROM reconcile_finding")
                .lines()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
    }
}
