package dev.accountrisk.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parked records are released in the order of their topic, once, with somebody's name to it. */
class RedriveIT {
    private static final int ACCOUNTS = 50;
    private static final String HELD_BACK = "SELECT COUNT(*) FROM account_head WHERE held_back";
    private static final String PARKED = "SELECT COUNT(*) FROM parked_record WHERE state = 'PARKED'";
    private static final String OUT_OF_ORDER = """
            SELECT COUNT(*) FROM account_entry one JOIN account_entry other USING (account_uuid)
            WHERE one.version < other.version AND one.source_offset > other.source_offset""";

    @Test
    void fixedRecordsAreAppliedInTheOrderOfTheTopic(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("redrive_order")) {
            park(lab);
            assertThat(lab.ask(PARKED)).isEqualTo("200");
            assertThat(lab.ask(HELD_BACK)).isEqualTo("50");

            Console again = lab.job("redrive", "release", "--account=a-0", "--why=is it well by itself?", "--json");
            assertThat(again.exitCode()).as(again.err()).isEqualTo(3);
            assertThat(again.out()).contains("\"reason\":\"NOT_JSON\"", "\"heldBack\":true");
            assertThat(lab.ask(PARKED)).isEqualTo("200");

            Path fixed = Files.writeString(folder.resolve("fixed.json"), JobLab.credit("a-0", "fixed", 1).value());
            String id = lab.ask("SELECT id FROM parked_record WHERE account_uuid = 'a-0' AND reason = 'NOT_JSON'");
            Console released = lab.job("redrive", "release", "--id=" + id, "--value=" + fixed, "--why=typed it anew",
                    "--who=anna");
            assertThat(released.exitCode()).as(released.err()).isZero();
            assertThat(lab.ask("SELECT GROUP_CONCAT(entry_id ORDER BY version) FROM account_entry"
                    + " WHERE account_uuid = 'a-0'")).isEqualTo("credit,fixed,debit,freeze,settle");
            assertThat(lab.ask("SELECT balance FROM account_balance WHERE account_uuid = 'a-0'")).startsWith("86.0");

            Console dropped = lab.job("redrive", "drop", "--reason=NOT_JSON", "--why=rubbish");
            assertThat(dropped.exitCode()).as(dropped.err()).isZero();
            assertThat(lab.ask(HELD_BACK)).as("others are parked behind").isEqualTo("49");
            assertThat(lab.command(List.of(JobLab.credit("a-1", "late", 1)))).isEqualTo(counts(0, 1));

            Console rest = lab.job("redrive", "release", "--all", "--why=rubbish is gone");
            assertThat(rest.exitCode()).as(rest.err()).isZero();
            assertThat(rest.out()).contains("148 done, 0 left");
            assertThat(lab.ask(PARKED)).isEqualTo("0");
            assertThat(lab.ask(HELD_BACK)).isEqualTo("0");
            assertThat(lab.ask(OUT_OF_ORDER)).isEqualTo("0");
            assertThat(lab.ask("SELECT COUNT(*) FROM account_entry WHERE outcome = 'APPLIED'")).isEqualTo("202");
            assertThat(lab.command(List.of(JobLab.credit("a-1", "later", 1)))).isEqualTo(counts(1, 0));
            assertThat(lab.ask("SELECT COUNT(*) FROM redrive_action WHERE state = 'DONE'"))
                    .as("one of each release, and one of the page that was dropped")
                    .isEqualTo("52");
            assertThat(lab.ask("SELECT CONCAT(done_by, '|', why, '|', replaced_record) FROM redrive_action"
                    + " WHERE replacement_value IS NOT NULL")).isEqualTo("anna|typed it anew|" + id);
        }
    }

    @Test
    void whatHoldsNothingBackIsReleasedOrDroppedByItself() throws SQLException {
        try (JobLab lab = new JobLab("redrive_others")) {
            long tomorrow = JobLab.TIMESTAMP_MILLIS + 86_400_000;
            lab.riskUpdate(List.of(JobLab.risk("a", "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS),
                    JobLab.risk("a", "e2", "SET", 90, tomorrow)));
            lab.command(List.of(JobLab.credit("a", "c", 1), JobLab.credit("a", "c", 2), JobLab.credit("a", "d", 3)));
            assertThat(lab.ask(HELD_BACK)).isEqualTo("0");

            Console plan = lab.job("redrive", "release", "--all", "--why=look", "--dry-run", "--json");
            assertThat(plan.out()).contains("\"dryRun\":true", "\"records\":1");
            assertThat(lab.ask(PARKED)).isEqualTo("2");

            Console released = lab.job("redrive", "release", "--all", "--why=clocks",
                    "--account-risk.max-clock-skew=2d");
            assertThat(released.exitCode()).as("the conflict is left").isEqualTo(3);
            assertThat(lab.ask("SELECT CONCAT(risk, level) FROM account_risk")).isEqualTo("90CRITICAL");
            assertThat(lab.ask("SELECT GROUP_CONCAT(reason) FROM parked_record WHERE state = 'PARKED'"))
                    .isEqualTo("CONFLICT");

            assertThat(lab.job("redrive", "drop", "--reason=conflict", "--why=sent twice").exitCode()).isZero();
            assertThat(lab.ask(PARKED)).isEqualTo("0");
            Console shown = lab.job("redrive", "list", "--state=dropped", "--json");
            assertThat(shown.out()).contains("\"state\":\"DROPPED\"", "\"entryId\":\"c\"");
        }
    }

    @Test
    void aRiskUpdateThatTheDatabaseStillRefusesKeepsNoOther() throws SQLException {
        try (JobLab lab = new JobLab("redrive_refused")) {
            lab.change("ALTER TABLE account_risk ADD CONSTRAINT no_13 CHECK (risk <> 13)");
            lab.riskUpdate(List.of(JobLab.risk("a", "e1", "SET", 13, 1_000), JobLab.risk("b", "e1", "SET", 13, 1_000),
                    JobLab.risk("c", "e1", "SET", 13, 1_000)));
            assertThat(lab.ask("SELECT GROUP_CONCAT(reason, entry_id) FROM parked_record"))
                    .isEqualTo("UNPROCESSABLEe1,UNPROCESSABLEe1,UNPROCESSABLEe1");
            lab.change("ALTER TABLE account_risk DROP CONSTRAINT no_13");
            lab.change("ALTER TABLE account_risk ADD CONSTRAINT no_a CHECK (account_uuid <> 'b')");

            Console released = lab.job("redrive", "release", "--all", "--why=the others are well");

            assertThat(released.exitCode()).as(released.err()).isEqualTo(3);
            assertThat(lab.ask("SELECT GROUP_CONCAT(account_uuid ORDER BY account_uuid) FROM account_risk"))
                    .isEqualTo("a,c");
            assertThat(lab.ask("SELECT GROUP_CONCAT(account_uuid, reason) FROM parked_record WHERE state = 'PARKED'"))
                    .isEqualTo("bUNPROCESSABLE");
        }
    }

    @Test
    void aTrialTakesTheOldestRecordsAndEndsAtTheFirstFailure() throws SQLException {
        try (JobLab lab = new JobLab("redrive_trial")) {
            lab.command(List.of(new JobLab.Sent("b", "{"), JobLab.credit("b", "b1", 1), new JobLab.Sent("a", "{"),
                    JobLab.credit("a", "a1", 1), new JobLab.Sent("c", "{")));
            assertThat(lab.job("redrive", "drop", "--reason=NOT_JSON", "--first=2", "--why=rubbish").out())
                    .contains("2 done, 0 left");
            assertThat(lab.ask("SELECT GROUP_CONCAT(account_uuid ORDER BY id) FROM parked_record"
                    + " WHERE state = 'PARKED'")).isEqualTo("a,b,c");

            Console first = lab.job("redrive", "release", "--all", "--first=1", "--why=one to see");
            assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
            assertThat(lab.ask("SELECT GROUP_CONCAT(account_uuid) FROM account_balance")).isEqualTo("a");

            lab.command(List.of(new JobLab.Sent("d", "{")));
            Console ended = lab.job("redrive", "release", "--account=c,d", "--stop-on-failure", "--why=all of them");
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
            assertThat(ended.out()).contains("0 done, 2 left, ended early");
            assertThat(lab.ask("SELECT COUNT(*) FROM redrive_action WHERE why = 'all of them'")).isEqualTo("1");
        }
    }

    @Test
    void aTerminalIsNotSteeredByWhatIsShown() throws SQLException {
        try (JobLab lab = new JobLab("redrive_shown")) {
            lab.command(List
                    .of(new JobLab.Sent("a", "{\u001b]0;owned\u0007 \u202etfel \u0085 \u00e9\u20ac \ud83d\ude00\n}")));
            String id = lab.ask("SELECT id FROM parked_record");

            Console text = lab.job("redrive", "show", "--id=" + id);
            Console json = lab.job("redrive", "show", "--id=" + id, "--json");

            assertThat(text.out())
                    .contains("{\\u001b]0;owned\\u0007 \\u202etfel \\u0085 \u00e9\u20ac \ud83d\ude00\\u000a}");
            assertThat(json.out()).contains("\\u202etfel", "\\u0085").doesNotContain("\u202e", "\u0085", "\u001b");
        }
    }

    @Test
    void aListThatIsCutSaysSoAndHowToSeeTheRest() throws SQLException {
        try (JobLab lab = new JobLab("redrive_list")) {
            fill(lab, 1_234);

            Console cut = lab.job("redrive", "list", "--reason=NOT_JSON");
            assertThat(cut.out())
                    .contains("100 of 1,234 records; --limit shows more at once, --after=100 shows the next");
            Console last = lab.job("redrive", "list", "--after=1200", "--json");
            assertThat(last.err()).contains("34 of 1,234 records");
            assertThat(last.out()).startsWith("[").contains("\"id\":1234").doesNotContain("records;");
            assertThat(lab.job("redrive", "list", "--limit=2000").out()).doesNotContain("records;");
            assertThat(lab.job("redrive", "list", "--limit=10001").exitCode()).as("a list is in memory").isEqualTo(2);
        }
    }

    @Test
    void manyRecordsAreDroppedInSetsAndCountedHonestly() throws Exception {
        int records = 20_000;
        try (JobLab lab = new JobLab("redrive_many")) {
            fill(lab, records);
            lab.change("INSERT INTO account_head (account_uuid, version, held_back)"
                    + " SELECT DISTINCT account_uuid, 0, TRUE FROM parked_record WHERE account_uuid IS NOT NULL");
            List<RedriveReport> reports = new ArrayList<>();
            lab.inJob(Redrive.class, (redrive, stop) -> {
                CompletableFuture<Void> end = CompletableFuture.runAsync(stop::stop,
                        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
                reports.add(redrive.drop(everything(), new Pace(500, stop)));
                end.join();
            });
            RedriveReport stopped = reports.getFirst();
            assertThat(stopped.stopped()).isTrue();
            assertThat(stopped.done()).isPositive().isLessThan(records);
            assertThat(stopped.done() + stopped.left()).isEqualTo(records);
            assertThat(lab.ask(PARKED)).isEqualTo(String.valueOf(stopped.left()));

            Console rest = lab.job("redrive", "drop", "--all", "--why=rubbish");
            assertThat(rest.exitCode()).as(rest.err()).isZero();
            assertThat(rest.out()).contains(stopped.left() + " done, 0 left, the first 1000 shown");
            assertThat(lab.ask(PARKED)).isEqualTo("0");
            assertThat(lab.ask(HELD_BACK)).isEqualTo("0");
            assertThat(lab.ask("SELECT SUM(records_done) FROM redrive_action")).isEqualTo(String.valueOf(records));
            assertThat(Integer.parseInt(lab.ask("SELECT COUNT(*) FROM redrive_action"))).isLessThan(60);
        }
    }

    /** Parked records of broken commands: some without an account, many of one, and one each of the others. */
    private static void fill(JobLab lab, int records) throws SQLException {
        lab.change(
                """
                        INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset, source_timestamp,
                            account_uuid, reason, detail, record_key, record_value)
                        SELECT '%s', 'id', 0, i, 1763776800000, IF(i %% 10 = 0, NULL, IF(i %% 2 = 0, 'hot', CONCAT('a-', i))),
                            'NOT_JSON', 'not one JSON object', 'k', '{'
                        FROM (SELECT @i := @i + 1 AS i FROM information_schema.columns a, information_schema.columns b,
                            (SELECT @i := 0) begin LIMIT %d) n"""
                        .formatted(lab.topics().commands(), records));
    }

    private static RedriveRequest everything() {
        return new RedriveRequest(new ParkedSelection(List.of(), List.of(), List.of(), null, null, null), 0, false,
                "anna", "rubbish", null);
    }

    private static void park(JobLab lab) {
        List<JobLab.Sent> sent = new ArrayList<>();
        for (String id : List.of("credit", "broken", "debit", "freeze", "settle")) {
            for (int i = 0; i < ACCOUNTS; i++) {
                String account = "a-" + i;
                sent.add(switch (id) {
                    case "credit" -> JobLab.credit(account, id, 100);
                    case "broken" -> new JobLab.Sent(account, "{");
                    case "debit" -> JobLab.debit(account, id, 10);
                    case "freeze" -> JobLab.freeze(account, id, "h", 20, JobLab.TIMESTAMP_MILLIS + 1_000);
                    default -> JobLab.settle(account, id, "h", 5);
                });
            }
        }
        assertThat(lab.command(sent)).isEqualTo(counts(50, 200));
    }

    private static OutcomeCounts counts(long applied, long parked) {
        return new OutcomeCounts(applied, 0, 0, 0, parked, 0);
    }
}
