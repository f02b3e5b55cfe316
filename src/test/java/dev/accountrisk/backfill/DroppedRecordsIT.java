package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replay keeps what operators dropped of many accounts at once, and only that. */
class DroppedRecordsIT {
    private static final String PARKED = "SELECT GROUP_CONCAT(id, state ORDER BY source_topic, source_offset) FROM parked_record";
    private static final String BALANCES = "SELECT GROUP_CONCAT(account_uuid, FLOOR(balance) ORDER BY account_uuid)"
            + " FROM account_balance";

    @Test
    void whatWasDroppedOfManyAccountsStaysDropped() throws SQLException {
        try (JobLab lab = new JobLab("backfill_dropped")) {
            dropAll(lab);

            assertEqual(lab);
            String parked = lab.ask(PARKED);
            Console rebuilt = lab.job("backfill", "--mode=rebuild");
            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isZero();
            assertThat(lab.ask(PARKED)).as("records keep their numbers").isEqualTo(parked);
            assertThat(lab.ask(BALANCES)).isEqualTo("a9,b9");
            assertEqual(lab);
        }
    }

    @Test
    void anActionThatWasKilledAfterItDroppedCountsToo() throws SQLException {
        try (JobLab lab = new JobLab("backfill_drop_killed")) {
            lab.change("CREATE TRIGGER killed BEFORE UPDATE ON redrive_action FOR EACH ROW"
                    + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the process ends here'");
            lab.command(broken());
            assertThat(lab.job("redrive", "drop", "--all", "--why=never").exitCode()).isNotZero();
            assertThat(lab.ask("SELECT GROUP_CONCAT(DISTINCT state) FROM parked_record")).isEqualTo("DROPPED");
            assertThat(lab.ask("SELECT state FROM redrive_action")).isEqualTo("BEGUN");
            lab.command(after());

            assertEqual(lab);
        }
    }

    @Test
    void aStateThatWasChangedByHandIsADifferenceStill() throws SQLException {
        try (JobLab lab = new JobLab("backfill_drop_by_hand")) {
            dropAll(lab);
            lab.command(List.of(new JobLab.Sent("no valid id", "{")));
            lab.change("UPDATE parked_record SET state = 'DROPPED' WHERE state = 'PARKED'");

            Console different = lab.job("backfill");

            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(different.out().lines().filter(line -> line.contains(", replayed ")))
                    .singleElement()
                    .asString()
                    .contains("state is DROPPED, replayed PARKED");
        }
    }

    private static void dropAll(JobLab lab) throws SQLException {
        lab.command(broken());
        assertThat(lab.job("redrive", "drop", "--all", "--why=never").exitCode()).isZero();
        assertThat(lab.ask("SELECT COUNT(*) FROM redrive_action WHERE account_uuid IS NULL")).isEqualTo("1");
        lab.command(after());
        assertThat(lab.ask(BALANCES)).isEqualTo("a9,b9");
    }

    /** Of each account a record that cannot be read, and a command that it holds back; and one record of no account. */
    private static List<JobLab.Sent> broken() {
        List<JobLab.Sent> sent = new ArrayList<>();
        for (String account : List.of("a", "b")) {
            sent.addAll(List.of(JobLab.credit(account, "c1", 10), new JobLab.Sent(account, "{"),
                    JobLab.debit(account, "d1", 4)));
        }
        sent.add(new JobLab.Sent("no valid id either", "{"));
        return sent;
    }

    private static List<JobLab.Sent> after() {
        return List.of(JobLab.debit("a", "d2", 1), JobLab.debit("b", "d2", 1));
    }

    private static void assertEqual(JobLab lab) {
        Console equal = lab.job("backfill");
        assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
    }
}
