package dev.accountrisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.OutcomeCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parked records are let go in the order of their topic, once, with somebody's name to it. */
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
            assertThat(lab.ask("SELECT COUNT(*) FROM redrive_action WHERE state = 'DONE'")).isEqualTo("100");
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
        return new OutcomeCounts(applied, 0, 0, 0, parked);
    }
}
