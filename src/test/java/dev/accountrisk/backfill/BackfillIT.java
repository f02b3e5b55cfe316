package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay finds what was changed by hand, and nothing else; it mends what is missing; and it puts rebuilt tables in place. */
class BackfillIT {
    private static final long FAR = 4_102_444_800_000L;

    /** One change by hand each, by the account it is made to, and the one row that differs then. */
    private static final Map<String, List<String>> PLANTED = new TreeMap<>(Map.of(
            "a-risk", List.of("UPDATE account_risk SET risk = 77 WHERE account_uuid = 'a-risk'",
                    "account_risk a-risk: risk is 77.0, replayed 45.0"),
            "b-balance", List.of("UPDATE account_balance SET balance = balance + 1 WHERE account_uuid = 'b-balance'",
                    "account_balance b-balance DEFAULT: balance is 91.000000000000000000, replayed 90.000000000000000000"),
            "c-hold", List.of("UPDATE account_hold SET state = 'REFUNDED' WHERE account_uuid = 'c-hold'",
                    "account_hold c-hold hold: state is REFUNDED, replayed OPEN"),
            "d-entry", List.of("DELETE FROM account_entry WHERE account_uuid = 'd-entry' AND entry_id = 'debit'",
                    "account_entry d-entry debit 1: there is no row, replayed there is one"),
            "e-account", List.of("UPDATE account SET external_ref = 'other' WHERE account_uuid = 'e-account'",
                    "account e-account: external_ref is other, replayed ref-e-account"),
            "f-head", List.of("UPDATE account_head SET version = 9 WHERE account_uuid = 'f-head'",
                    "account_head f-head: version is 9, replayed 4"),
            "g-reference",
            List.of("UPDATE account_reference SET account_uuid = 'x' WHERE external_ref = 'ref-g-reference'",
                    "account_reference ref-g-reference: account_uuid is x, replayed g-reference"),
            "h-parked", List.of("UPDATE parked_record SET state = 'DROPPED' WHERE account_uuid = 'h-parked'",
                    "state is DROPPED, replayed PARKED")));

    @Test
    void oneRowChangedByHandInEachTableIsFoundAndNothingElse() throws SQLException {
        try (JobLab lab = new JobLab("backfill_verify")) {
            fill(lab);
            lab.command(List.of(new JobLab.Sent("h-parked", "{")));
            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).contains("verify EQUAL");

            for (List<String> change : PLANTED.values()) {
                lab.change(change.getFirst());
            }
            Console different = lab.job("backfill");
            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(different.out().lines().filter(line -> line.contains(", replayed ")))
                    .as(different.out())
                    .hasSize(PLANTED.size());
            for (List<String> change : PLANTED.values()) {
                assertThat(different.out()).contains(change.getLast());
            }
        }
    }

    /** As when the owner's command comes to the live side after the moment that is compared. */
    @Test
    void aReferenceWhoseOwnerTheReplayDoesNotReachIsNobodysThere() throws SQLException {
        try (JobLab lab = new JobLab("backfill_reference")) {
            fill(lab);
            lab.command(List.of(JobLab.open("a-risk", "again", "ref-later")));
            lab.change("INSERT INTO account (account_uuid, external_ref) VALUES ('later', 'ref-later')");

            Console different = lab.job("backfill");

            assertThat(different.out()).contains("account later: the row is there, replayed there is none")
                    .doesNotContain("account_reference ref-later");
        }
    }

    @Test
    void shardsShareThePartitionsAndTheLastToBeDoneCompares() throws SQLException {
        try (JobLab lab = new JobLab("backfill_shards")) {
            fill(lab);
            lab.change(planted("a-risk").getFirst());

            Console first = lab.job("backfill", "--shard=1/2");
            assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
            assertThat(first.out()).contains("verify SHARD_DONE");
            Console last = lab.job("backfill", "--shard=0/2");
            assertThat(last.exitCode()).as(last.out() + last.err()).isEqualTo(3);
            assertThat(last.out()).contains("verify DIFFERENT", planted("a-risk").getLast());
        }
    }

    @Test
    void ofARangeThatIsNotAllThereWasEachRecordIsLookedFor() throws SQLException {
        try (JobLab lab = new JobLab("backfill_range")) {
            fill(lab);
            String from = "--from=2000-01-01T00:00:00Z";
            Console equal = lab.job("backfill", from);
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).contains("verify EQUAL");

            lab.change(planted("d-entry").getFirst());
            Console different = lab.job("backfill", from);
            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(different.out()).contains("d-entry");
        }
    }

    @Test
    void whatIsMissingIsAppliedOnceAndWhatIsThereStays() throws SQLException {
        try (JobLab lab = new JobLab("backfill_repair")) {
            fill(lab);
            for (String table : List.of("account_risk", "account_balance", "account_hold", "account_entry", "account",
                    "account_head")) {
                lab.change("DELETE FROM " + table + " WHERE account_uuid = 'c-hold'");
            }
            lab.change("DELETE FROM account_reference WHERE account_uuid = 'c-hold'");
            assertThat(lab.job("backfill").exitCode()).isEqualTo(3);

            Console repaired = lab.job("backfill", "--mode=repair", "--json");
            assertThat(repaired.exitCode()).as(repaired.out() + repaired.err()).isZero();
            assertThat(repaired.out()).contains("\"state\":\"DONE\"");
            assertThat(lab.ask("SELECT CONCAT(SUM(applied), ' ', SUM(stale), ' ', SUM(parked)) FROM backfill_partition"
                    + " JOIN backfill_run ON id = run_id WHERE mode = 'REPAIR'")).isEqualTo("6 7 0");
            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();

            lab.change("DELETE FROM account_entry WHERE account_uuid = 'c-hold' AND entry_id = 'credit'");
            Console forgotten = lab.job("backfill", "--mode=repair");
            assertThat(forgotten.exitCode()).as("refused").isEqualTo(1);
            assertThat(forgotten.err()).contains("the journal of account c-hold has 3 of 4 entries");
        }
    }

    @Test
    void rebuiltTablesTakeThePlaceOfThoseThatWereThere() throws SQLException {
        try (JobLab lab = new JobLab("backfill_rebuild")) {
            fill(lab);
            for (List<String> change : PLANTED.values()) {
                lab.change(change.getFirst());
            }
            Console refused = lab.job("backfill", "--mode=rebuild");
            assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(3);
            assertThat(refused.out()).contains("rebuild DIFFERENT", "not swapped", "--accept-differences");
            assertThat(lab.ask("SELECT CAST(risk AS SIGNED) FROM account_risk WHERE account_uuid = 'a-risk'"))
                    .as("the live row stays")
                    .isEqualTo("77");

            Console rebuilt = lab.job("backfill", "--mode=rebuild", "--accept-differences");
            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isEqualTo(3);
            assertThat(rebuilt.out()).contains("rebuild DONE", "The workers were held for");
            assertThat(lab.ask("SELECT CONCAT(state, ' ', differences) FROM backfill_run ORDER BY id DESC LIMIT 1"))
                    .as("no record was parked here: of the planted changes all but one take effect")
                    .isEqualTo("DONE " + (PLANTED.size() - 1));
            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(lab.job("reconcile").exitCode()).isZero();

            Console again = lab.job("backfill", "--mode=rebuild");
            assertThat(again.exitCode()).as("refused").isEqualTo(1);
            assertThat(again.err()).contains("--drop-old");
            assertThat(lab.job("backfill", "--drop-old").out()).contains("9 tables dropped");
            assertThat(lab.job("backfill", "--mode=rebuild", "--topic=" + lab.topics().riskUpdates()).out())
                    .contains("rebuild DONE");
        }
    }

    @Test
    void whatAWorkerRemembersOfReplacedRowsDecidesNothing() throws SQLException {
        try (JobLab lab = new JobLab("backfill_memory")) {
            lab.riskUpdate(List.of(JobLab.risk("a", "e1", "SET", 40, 1_000)));
            lab.change("UPDATE account_risk SET occurred_at = 9000, version = version + 1");
            assertThat(lab.riskUpdate(List.of(JobLab.risk("a", "e2", "SET", 41, 2_000))).stale())
                    .as("the worker has seen the wrong row")
                    .isEqualTo(1);

            Console rebuilt = lab.job("backfill", "--mode=rebuild", "--accept-differences");
            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isEqualTo(3);
            assertThat(lab.ask("SELECT CAST(risk AS SIGNED) FROM account_risk")).isEqualTo("41");
            assertThat(lab.riskUpdate(List.of(JobLab.risk("a", "e3", "SET", 42, 3_000))).applied()).isEqualTo(1);
            assertThat(lab.ask("SELECT CAST(risk AS SIGNED) FROM account_risk")).isEqualTo("42");
        }
    }

    @Test
    void whatOperatorsLetGoTakesEffectInAReplayToo() throws SQLException {
        try (JobLab lab = new JobLab("backfill_operators")) {
            lab.command(List.of(JobLab.credit("released", "c1", 10), new JobLab.Sent("released", "{"),
                    JobLab.debit("released", "d1", 4), JobLab.credit("dropped", "c1", 10),
                    new JobLab.Sent("dropped", "{"), JobLab.debit("dropped", "d1", 4),
                    new JobLab.Sent("held", "{"), JobLab.credit("held", "c1", 10)));
            long later = JobLab.TIMESTAMP_MILLIS + 86_400_000;
            lab.riskUpdate(List.of(JobLab.risk("released", "e1", "SET", 10, 1_000),
                    JobLab.risk("released", "e2", "ADD", 20, later)));
            assertThat(lab.job("redrive", "drop", "--reason=not_json", "--account=released", "--why=broken").exitCode())
                    .isZero();
            assertThat(lab.job("redrive", "release", "--account=released", "--why=go on",
                    "--account-risk.max-clock-skew=2d").exitCode()).isZero();
            assertThat(lab.job("redrive", "drop", "--account=dropped", "--why=never").exitCode()).isZero();
            lab.command(List.of(JobLab.debit("released", "d2", 5), JobLab.debit("dropped", "d2", 5)));
            assertThat(lab.ask("SELECT GROUP_CONCAT(FLOOR(balance) ORDER BY account_uuid) FROM account_balance"
                    + " WHERE balance > 0")).isEqualTo("5,1");

            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            String numbers = lab
                    .ask("SELECT GROUP_CONCAT(id, state ORDER BY source_topic, source_offset) FROM parked_record");
            assertThat(lab.job("backfill", "--mode=rebuild").exitCode()).isZero();
            assertThat(lab
                    .ask("SELECT GROUP_CONCAT(id, state ORDER BY source_topic, source_offset) FROM parked_record"))
                    .as("records keep their numbers")
                    .isEqualTo(numbers);
        }
    }

    @Test
    void aRepairKnowsTheValuesThatOperatorsLetGo(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("backfill_mended")) {
            lab.command(List.of(new JobLab.Sent("a", "{"), JobLab.credit("a", "same", 10),
                    JobLab.credit("b", "c", 1), new JobLab.Sent("b", "{"), JobLab.credit("b", "other", 10)));
            Path same = Files.writeString(folder.resolve("same.json"), JobLab.credit("a", "same", 20).value());
            Path other = Files.writeString(folder.resolve("other.json"), JobLab.credit("b", "mended", 20).value());
            mend(lab, "same", same);
            mend(lab, "other", other);
            String balances = "SELECT GROUP_CONCAT(account_uuid, FLOOR(balance) ORDER BY account_uuid) FROM account_balance";
            assertThat(lab.ask(balances)).isEqualTo("a20,b21");

            Console repaired = lab.job("backfill", "--mode=repair");

            assertThat(repaired.exitCode()).as(repaired.out() + repaired.err()).isZero();
            assertThat(lab.ask(balances)).isEqualTo("a20,b21");
        }
    }

    private static void mend(JobLab lab, String entry, Path value) throws SQLException {
        String broken = lab.ask("SELECT one.id FROM parked_record one JOIN parked_record other USING (account_uuid)"
                + " WHERE other.entry_id = '" + entry + "' AND one.reason = 'NOT_JSON'");
        assertThat(lab.job("redrive", "drop", "--id=" + broken, "--why=rubbish").exitCode()).isZero();
        String id = lab.ask("SELECT id FROM parked_record WHERE entry_id = '" + entry + "' AND state = 'PARKED'");
        Console released = lab.job("redrive", "release", "--id=" + id, "--value=" + value, "--why=was meant so");
        assertThat(released.exitCode()).as(released.err()).isZero();
    }

    private static List<String> planted(String account) {
        return Objects.requireNonNull(PLANTED.get(account));
    }

    private static void fill(JobLab lab) {
        List<JobLab.Sent> commands = new ArrayList<>();
        List<JobLab.Sent> updates = new ArrayList<>();
        for (String account : PLANTED.keySet()) {
            commands.addAll(List.of(JobLab.open(account, "open", "ref-" + account),
                    JobLab.credit(account, "credit", 100), JobLab.freeze(account, "freeze", "hold", 20, FAR),
                    JobLab.debit(account, "debit", 10)));
            updates.addAll(List.of(JobLab.risk(account, "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS),
                    JobLab.risk(account, "e2", "ADD", 5, JobLab.TIMESTAMP_MILLIS)));
        }
        lab.command(commands);
        lab.riskUpdate(updates);
    }
}
