package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.servers.TestServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run names what operators decided about positions, because rows differ for that reason. */
class PositionDecisionsIT {
    @Test
    void recordsThatWereLeftOutAreNamedUntilARebuildAppliesThem() throws SQLException {
        try (JobLab lab = new JobLab("backfill_skipped")) {
            lab.command(List.of(JobLab.credit("a", "c1", 10), JobLab.credit("b", "c1", 10)));
            forget(lab, "b");
            String topic = lab.topics().commands();
            Console moved = lab.job("positions", "move", "--topic=" + topic, "--partition=0", "--to=2",
                    "--skip-records",
                    "--why=cannot be read");
            assertThat(moved.exitCode()).as(moved.out() + moved.err()).isZero();

            Console different = lab.job("backfill");
            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(different.out()).contains("left out the offsets from 1 to before 2 of " + topic + "-0")
                    .contains("positions move");

            assertThat(lab.job("backfill", "--mode=rebuild", "--accept-differences").out()).contains("rebuild DONE");
            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).doesNotContain("positions move");
        }
    }

    @Test
    void aTopicThatWasAcceptedIsNamed() throws SQLException {
        try (JobLab lab = new JobLab("backfill_accepted")) {
            lab.command(List.of(JobLab.credit("a", "c1", 10)));
            String topic = lab.topics().commands();
            TestServers.shared().kafka().deleteTopic(topic);
            TestServers.shared().kafka().createTopic(topic, 1);
            Console accepted = lab.job("positions", "accept", "--topic=" + topic, "--why=made again");
            assertThat(accepted.exitCode()).as(accepted.out() + accepted.err()).isZero();

            Console different = lab.job("backfill");

            assertThat(different.exitCode()).as(different.out() + different.err()).isEqualTo(3);
            assertThat(different.out()).contains(topic + " was deleted and recreated").contains("positions accept");
        }
    }

    @Test
    void aTopicThatIsNotConsumedIsNotPaused() throws SQLException {
        try (JobLab lab = new JobLab("pause_events")) {
            Console refused = lab.job("positions", "pause", "--topic=" + lab.topics().events(), "--why=quiet");

            assertThat(refused.exitCode()).as(refused.out()).isIn(1, 2);
            assertThat(refused.err()).contains(lab.topics().events() + " is not consumed")
                    .contains(lab.topics().commands());
            assertThat(lab.ask("SELECT COUNT(*) FROM paused_partition")).isEqualTo("0");
            assertThat(lab.job("positions", "pause", "--topic=commands", "--why=quiet").exitCode()).isZero();
        }
    }

    /** As if the worker had never applied the account's record, which is the second one. */
    private static void forget(JobLab lab, String account) throws SQLException {
        for (String table : List.of("account_balance", "account_entry", "account_head")) {
            lab.change("DELETE FROM " + table + " WHERE account_uuid = '" + account + "'");
        }
        lab.change("UPDATE consumer_position SET next_offset = 1 WHERE topic = '" + lab.topics().commands() + "'");
    }
}
