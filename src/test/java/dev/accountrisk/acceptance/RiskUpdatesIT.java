package dev.accountrisk.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.ModelPolicy;
import dev.accountrisk.model.Outcome;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the worker owes to whoever sends risk updates, on the built jar. */
class RiskUpdatesIT {
    private static final int RECORDS = 100_000;
    private static final int ACCOUNTS = 10_000;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void everyRowEqualsTheModelAndEveryRecordIsCountedOnce() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_equal")) {
            WorkerProcess worker = scenario.startWorker();
            scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 1, RECORDS, ACCOUNTS, start)::forEach);
            Verdict verdict = scenario.verify();
            assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
            worker.close();
            String before = Digest.of(scenario.database());
            scenario.forgetPositions();
            WorkerProcess again = scenario.startWorker();
            scenario.verify();
            assertThat(Digest.of(scenario.database())).as("rows after a second reading").isEqualTo(before);
            assertThat(again.outcomes().getOrDefault("applied", 0L)).as("applied the second time").isZero();
        }
    }

    @Test
    void aWorkerThatIsAskedToEndEndsWellAndTheNextGoesOnWhereItStood() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_sigterm")) {
            WorkerProcess worker = scenario.startWorker();
            String topic = scenario.topics().riskUpdates();
            scenario.send(RiskLoad.usual(topic, 7, 20_000, 2_000, start)::forEach);
            int exitCode = worker.terminate(Duration.ofSeconds(40));
            long done = scenario.database().number("SELECT COALESCE(SUM(next_offset), 0) FROM consumer_position");
            WorkerProcess next = scenario.startWorker();
            Verdict verdict = scenario.verify();
            long sent = verdict.expectedOutcomes().values().stream().mapToLong(Long::longValue).sum();
            assertThat(next.outcomes().values().stream().mapToLong(Long::longValue).sum())
                    .as("what the second worker had left to do")
                    .isEqualTo(sent - done);
            assertThat(exitCode).as("exit code on SIGTERM").isZero();
        }
    }

    @Test
    void aJobThatIsAskedToEndSaysThatSomethingIsLeft() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_job_sigterm")) {
            scenario.startWorker();
            scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 7, 5_000, 100, start)::forEach);
            scenario.awaitDrained();
            JobProcess job = scenario.startJob("backfill", "--mode=repair", "--rate=50");
            await("the job is at work").atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> scenario.database().number("SELECT COUNT(*) FROM backfill_partition") > 0);
            job.terminate();
            assertThat(job.exitCode(Duration.ofSeconds(30))).as(job.output()).isEqualTo(3);
        }
    }

    @Test
    void thePositionPassesTheMarkersOfTransactions() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_transactions")) {
            scenario.startWorker();
            String topic = scenario.topics().riskUpdates();
            scenario.sendInTransaction(RiskLoad.usual(topic, 9, 2_000, 100, start)::forEach);
            scenario.awaitDrained();
            scenario.sendInTransaction(RiskLoad.usual(topic, 10, 2_000, 100, start)::forEach);
            scenario.verify();
        }
    }

    @Test
    void theLockedLaneGivesTheSameRowsAndExactCounts() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_locked")) {
            WorkerProcess worker = scenario.with("account-risk.lane", "locked").startWorker();
            scenario.send(
                    RiskLoad.usual(scenario.topics().riskUpdates(), 2, 30_000, 3_000, start).adding(0.2)::forEach);
            Verdict verdict = scenario.verify();
            assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
        }
    }

    @Test
    void setsAndAdditionsMixInBothLanesWithoutALockAndReportTheLastLevel() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_mixed")) {
            WorkerProcess worker = scenario.with("account-risk.lock", "none")
                    .with("account-risk.risk.level-events", "last")
                    .startWorker();
            scenario.send(
                    RiskLoad.usual(scenario.topics().riskUpdates(), 3, 40_000, 2_000, start).adding(0.05)::forEach);
            Verdict verdict = scenario.verify();
            assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
        }
    }

    @Test
    void theGreaterSequenceStandsWhenAskedFor() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_sequence")) {
            scenario.expecting(scenario.modelSettings().bySequence());
            WorkerProcess worker = scenario.with("account-risk.risk.order-by", "sequence").startWorker();
            scenario.send(
                    RiskLoad.usual(scenario.topics().riskUpdates(), 4, 30_000, 3_000, start)
                            .adding(0.03)
                            .inSequence()::forEach);
            Verdict verdict = scenario.verify();
            assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
        }
    }

    @Test
    void eachBrokenRecordIsParkedAloneWithItsOwnReason() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_broken")) {
            WorkerProcess worker = scenario.startWorker();
            SpecialRecords special = new SpecialRecords(scenario.topics().riskUpdates());
            scenario.send(sender -> special.all().forEach(sender));
            Verdict verdict = scenario.verify();
            assertThat(verdict.expectedOutcomes())
                    .isEqualTo(Map.of(Outcome.APPLIED, special.neighbours(), Outcome.PARKED, special.broken()));
            assertThat(worker.outcomes()).containsEntry("parked", special.broken())
                    .containsEntry("applied", special.neighbours());
            assertThat(SpecialRecords.reasons(scenario.database())).containsExactlyInAnyOrderElementsOf(
                    List.of(
                            "NOT_JSON",
                            "KEY_MISMATCH",
                            "TOO_LARGE",
                            "DUPLICATE_FIELD",
                            "BAD_ID",
                            "NOT_JSON",
                            "FROM_THE_FUTURE"));
        }
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsParkedWithItsBytesAndHoldsUpNobody() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_refused")) {
            WorkerProcess worker = scenario.startWorker();
            scenario.database()
                    .execute("ALTER TABLE account_risk ADD CONSTRAINT refused CHECK (account_uuid <> 'refused-7')");
            String refused = "{\"eventId\":\"r1\", \"accountUuid\":\"refused-7\",\"risk\":1,\"occurredAt\":" + start
                    + "}";
            String topic = scenario.topics().riskUpdates();
            scenario.send(sender -> {
                RiskLoad.usual(topic, 8, 5_000, 500, start).forEach(sender);
                sender.accept(new LoadRecord(topic, "refused-7".getBytes(US_ASCII), refused.getBytes(US_ASCII), start));
                RiskLoad.usual(topic, 9, 5_000, 500, start).forEach(sender);
            });
            scenario.awaitDrained();

            assertThat(scenario.database()
                    .texts("SELECT CONCAT(record_key, ' ', record_value) FROM parked_record WHERE reason = 'UNPROCESSABLE'"))
                    .containsExactly("refused-7 " + refused);
            await("all are counted").atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> worker.outcomes().values().stream().mapToLong(Long::longValue).sum() == 10_001);
            assertThat(worker.outcomes()).containsEntry("parked", scenario.database()
                    .number("SELECT COUNT(*) FROM parked_record"));
        }
    }

    @Test
    void riskFadesIsCappedAndThePolicyChangesWithoutARestart() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_policy")) {
            PolicyFile file = new PolicyFile(
                    "half-life: 1h\ncap: 120\nlevels: {MEDIUM: 20, HIGH: 50, CRITICAL: 100}\n");
            ModelPolicy policy = new ModelPolicy(Duration.ofHours(1).toMillis(), 120, 20, 50, 100);
            scenario.expecting(scenario.modelSettings().withPolicy(policy));
            scenario.with("account-risk.risk.policy-file", file.path().toString()).startWorker();
            String topic = scenario.topics().riskUpdates();
            scenario.send(RiskLoad.usual(topic, 5, 10_000, 500, start).adding(0.5)::forEach);
            scenario.awaitDrained();

            scenario.expectingFrom(scenario.ends(), new ModelPolicy(policy.halfLifeMillis(), 60, 5, 10, 15));
            file.write("half-life: 1h\ncap: 60\nlevels: {MEDIUM: 5, HIGH: 10, CRITICAL: 15}\n");
            LevelProbe probe = new LevelProbe(scenario);
            await("the new policy holds").atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> probe.levelOf(7).equals("MEDIUM"));
            scenario.send(RiskLoad.usual(topic, 6, 10_000, 500, start + 1_000).adding(0.5)::forEach);
            scenario.verify();
        }
    }

    @Test
    void aBrokenPolicyFileLeavesTheOldPolicyStanding() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "risk_bad_policy")) {
            PolicyFile file = new PolicyFile("cap: 120\nlevels: {MEDIUM: 5, HIGH: 10, CRITICAL: 15}\n");
            scenario.expecting(scenario.modelSettings().withPolicy(new ModelPolicy(0, 120, 5, 10, 15)));
            WorkerProcess worker = scenario.with("account-risk.risk.policy-file", file.path().toString()).startWorker();
            int linesBefore = worker.log().length();
            file.write("levels: {MEDIUM: 90, HIGH: 10\n");
            await("the broken file is reported").atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> worker.log().substring(linesBefore).toLowerCase(Locale.ROOT).contains("polic"));
            assertThat(new LevelProbe(scenario).levelOf(7)).isEqualTo("MEDIUM");
            scenario.verify();
        }
    }

    /** What was overtaken within its batch may count as applied or stale, so those that change no row count together. */
    static void assertCountsAddUp(Map<String, Long> counted, Map<Outcome, Long> expected) {
        long sent = expected.values().stream().mapToLong(Long::longValue).sum();
        assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).as("records counted").isEqualTo(sent);
        assertThat(counted.getOrDefault("parked", 0L)).as("parked")
                .isEqualTo(expected.getOrDefault(Outcome.PARKED, 0L));
        assertThat(counted.getOrDefault("refused", 0L)).as("refused")
                .isEqualTo(expected.getOrDefault(Outcome.REFUSED, 0L));
    }
}
