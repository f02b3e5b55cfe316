package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run found stays found, whoever ends it and how often it is started. */
class RunStateIT {
    /** A time: the range is not all there ever was, so each record is looked for. */
    private static final String FROM = "--from=2000-01-01T00:00:00Z";
    private static final String LATEST = "SELECT CONCAT(state, ' ', differences) FROM backfill_run ORDER BY id DESC LIMIT 1";
    private static final String KEPT = "SELECT GROUP_CONCAT(number, ' ', table_name, ' ', account_uuid, ' ', row_key, ': ', says"
            + " ORDER BY number) FROM backfill_difference";

    @Test
    void aPartialVerificationKeepsItsDifferencesOverShardsAndStarts() throws SQLException {
        try (JobLab lab = new JobLab("backfill_kept")) {
            fill(lab);

            Console first = lab.job("backfill", FROM, "--shard=0/2");
            assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(3);
            assertThat(first.out()).contains("verify SHARD_DONE");
            assertThat(lab.ask(LATEST)).startsWith("RUNNING");
            Console last = lab.job("backfill", FROM, "--shard=1/2");
            assertThat(last.exitCode()).as(last.out() + last.err()).isEqualTo(3);
            assertThat(last.out()).contains("verify DIFFERENT");
            assertThat(lab.ask(LATEST)).isEqualTo("DIFFERENT 1");

            Console again = lab.job("backfill", FROM, "--shard=1/2");
            assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(3);
            assertThat(again.out()).contains("verify DIFFERENT (already ended)");
            assertThat(lab.ask("SELECT COUNT(*) FROM backfill_run")).as("no other run").isEqualTo("1");
        }
    }

    /** As when the job is asked to end after the partition with the difference. */
    @Test
    void aResumedVerificationKeepsWhatWasFoundBefore() throws SQLException {
        try (JobLab lab = new JobLab("backfill_resumed")) {
            fill(lab);
            assertThat(lab.job("backfill", FROM, "--parallel=1").exitCode()).isEqualTo(3);
            assertThat(lab.ask(LATEST)).isEqualTo("DIFFERENT 1");
            lab.change("UPDATE backfill_run SET state = 'STOPPED', differences = 0, ended_at = NULL");
            lab.change("UPDATE backfill_partition SET finished = FALSE WHERE partition_no = 1");

            Console resumed = lab.job("backfill", FROM, "--resume");

            assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isEqualTo(3);
            assertThat(resumed.out()).contains("verify DIFFERENT", "-0 has 1 differences");
            assertThat(lab.ask(LATEST)).isEqualTo("DIFFERENT 1");
            assertThat(lab.ask(KEPT)).isEqualTo("1 account_entry wrong wrong c1: there is no entry for it");
        }
    }

    /** As when the job is killed after it compared the tables and before it ended the run. */
    @Test
    void aRunThatComparesAgainKeepsEachDifferenceOnce() throws SQLException {
        try (JobLab lab = new JobLab("backfill_compared")) {
            fill(lab);
            String kept = "1 account_entry wrong wrong c1 1: there is no row, replayed there is one";
            assertThat(lab.job("backfill").exitCode()).isEqualTo(3);
            assertThat(lab.ask(KEPT)).isEqualTo(kept);
            lab.change("UPDATE backfill_run SET state = 'RUNNING', ended_at = NULL");

            Console resumed = lab.job("backfill", "--resume", "--json");

            assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isEqualTo(3);
            assertThat(resumed.out()).contains("\"account\":\"wrong\"");
            assertThat(lab.ask("SELECT COUNT(*) FROM backfill_run")).as("no other run").isEqualTo("1");
            assertThat(lab.ask(KEPT)).isEqualTo(kept);
        }
    }

    @Test
    void theFirstHundredDifferencesOfARunAreKept() throws SQLException {
        try (JobLab lab = new JobLab("backfill_hundred")) {
            lab.grow(2);
            for (int partition = 0; partition < 2; partition++) {
                String account = "a" + partition + "-";
                lab.commandIn(partition,
                        IntStream.range(0, 70).mapToObj(n -> JobLab.credit(account + n, "c", 10)).toList());
            }
            lab.change("DELETE FROM account_entry");

            Console different = lab.job("backfill", FROM);

            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(lab.ask(LATEST)).isEqualTo("DIFFERENT 140");
            assertThat(lab.ask("SELECT CONCAT_WS(' ', COUNT(*), MIN(number), MAX(number), COUNT(DISTINCT row_key))"
                    + " FROM backfill_difference")).isEqualTo("100 1 100 100");
        }
    }

    @Test
    void aShardOfAWholeRunThatIsStartedAgainReportsTheResult() throws SQLException {
        try (JobLab lab = new JobLab("backfill_again")) {
            fill(lab);
            String named = "--run-name=nightly-1";
            assertThat(lab.job("backfill", "--shard=0/2", named).out()).contains("verify SHARD_DONE");
            assertThat(lab.job("backfill", "--shard=0/2", named).out()).contains("verify SHARD_DONE");
            assertThat(lab.job("backfill", "--shard=1/2", named).exitCode()).isEqualTo(3);
            Console again = lab.job("backfill", "--shard=0/2", named);
            assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(3);
            assertThat(again.out()).contains("verify DIFFERENT (already ended)", "1 differences");
            assertThat(lab.job("backfill", "--shard=0/2", "--run-name=nightly-2").out()).contains("verify SHARD_DONE");
            assertThat(lab.ask("SELECT COUNT(*) FROM backfill_run")).isEqualTo("2");
        }
    }

    /** One row of partition 0 is wrong. */
    private static void fill(JobLab lab) throws SQLException {
        lab.grow(2);
        lab.command(List.of(JobLab.credit("wrong", "c1", 10)));
        lab.commandIn(1, List.of(JobLab.credit("right", "c1", 10)));
        lab.riskUpdateIn(1, List.of(JobLab.risk("right", "e1", "SET", 10, 1_000)));
        lab.change("DELETE FROM account_entry WHERE account_uuid = 'wrong'");
    }
}
