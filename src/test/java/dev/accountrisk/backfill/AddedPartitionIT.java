package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics get a partition after a run has begun and before it ends. */
class AddedPartitionIT {
    private static final String BALANCES = "SELECT GROUP_CONCAT(account_uuid, FLOOR(balance) ORDER BY account_uuid)"
            + " FROM account_balance";

    @Test
    void theLastShardReplaysAPartitionThatWasAdded() throws SQLException {
        try (JobLab lab = new JobLab("backfill_added_shard")) {
            endFirstShard(lab);
            lab.grow(3);
            fillAdded(lab, 2);

            Console equal = lab.job("backfill", "--shard=1/2");

            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).contains("verify EQUAL");
        }
    }

    @Test
    void shardsNameAnAccountWhoseKeyMovedToIt() throws SQLException {
        try (JobLab lab = new JobLab("backfill_added_moved_shard")) {
            endFirstShard(lab);
            lab.grow(3);
            lab.commandIn(2, List.of(JobLab.debit("a", "debit", 60)));

            Console refused = lab.job("backfill", "--shard=1/2");

            assertThat(refused.exitCode()).as(refused.out() + refused.err()).isIn(1, 2);
            assertThat(refused.err()).contains("such as a", "one process must replay them all");
            assertThat(lab.ask("SELECT state FROM backfill_run")).isEqualTo("FAILED");
        }
    }

    @Test
    void aVerificationReplaysItAndKeepsTheOrderOfAnAccountWhoseKeyMoved() throws SQLException {
        try (JobLab lab = new JobLab("backfill_added")) {
            fill(lab);
            beginAndStop(lab, "verify");
            lab.grow(2);
            moveKey(lab);

            Console equal = lab.job("backfill", "--resume", "--batch=1");

            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).contains("verify EQUAL");
        }
    }

    @Test
    void aRebuildKeepsItsRows() throws SQLException {
        try (JobLab lab = new JobLab("backfill_added_rebuild")) {
            fill(lab);
            beginAndStop(lab, "rebuild");
            lab.grow(2);
            fillAdded(lab, 1);
            moveKey(lab);
            String balances = lab.ask(BALANCES);

            Console rebuilt = lab.job("backfill", "--mode=rebuild", "--resume");

            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isZero();
            assertThat(rebuilt.out()).contains("rebuild DONE");
            assertThat(lab.ask(BALANCES)).isEqualTo(balances);
            assertThat(lab.ask("SELECT COUNT(*) FROM account_risk WHERE account_uuid = 'added'")).isEqualTo("1");
        }
    }

    private static void fill(JobLab lab) {
        lab.command(List.of(JobLab.credit("a", "credit", 100), JobLab.credit("b", "credit", 1)));
        lab.riskUpdate(List.of(JobLab.risk("a", "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS)));
    }

    /** Each of the two shards has a partition of each topic. */
    private static void endFirstShard(JobLab lab) throws SQLException {
        lab.grow(2);
        fill(lab);
        lab.commandIn(1, List.of(JobLab.credit("c", "credit", 100)));
        assertThat(lab.job("backfill", "--shard=0/2").out()).contains("verify SHARD_DONE");
    }

    private static void fillAdded(JobLab lab, int partition) {
        lab.commandIn(partition, List.of(JobLab.credit("added", "credit", 100), JobLab.debit("added", "debit", 5)));
        lab.riskUpdateIn(partition, List.of(JobLab.risk("added", "e1", "SET", 40, JobLab.TIMESTAMP_MILLIS)));
    }

    /** Each of these commands would be refused, were it decided before the one above it. */
    private static void moveKey(JobLab lab) {
        lab.commandIn(1, List.of(JobLab.debit("a", "d1", 100), JobLab.credit("a", "c2", 7)));
        lab.command(List.of(JobLab.debit("a", "d2", 7), JobLab.credit("a", "c3", 9)));
        lab.commandIn(1, List.of(JobLab.debit("a", "d3", 9)));
    }

    /** As when the job is asked to end before it compares. A difference by hand makes it keep what it has replayed. */
    private static void beginAndStop(JobLab lab, String mode) throws SQLException {
        lab.change("UPDATE account_risk SET risk = risk + 1");
        assertThat(lab.job("backfill", "--mode=" + mode).exitCode()).isEqualTo(3);
        lab.change("UPDATE account_risk SET risk = risk - 1");
        lab.change("UPDATE backfill_run SET state = 'STOPPED', differences = 0, ended_at = NULL");
    }
}
