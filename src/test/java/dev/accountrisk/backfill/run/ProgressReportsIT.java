package dev.accountrisk.backfill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.replay.ReplayProgress.Reached;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process reports to the console of the partitions that it has to replay. */
class ProgressReportsIT {
    private static final Source SOURCE = new Source("t", "id", 3);
    private static final String PARTITION = "SELECT CONCAT_WS(' ', run_id, topic, partition_no,"
            + " COALESCE(started_offset, 'waits'), COALESCE(reached_offset, 'nowhere'), millis,"
            + " ABS(reported_at - UNIX_TIMESTAMP() * 1000) < 60000) FROM backfill_progress";
    private static final String RUN = "SELECT CONCAT_WS(' ', phase, ABS(reported_at - UNIX_TIMESTAMP() * 1000) < 60000)"
            + " FROM backfill_run";

    @Test
    void aPartitionThatWaitsForItsTurnStaysWhereAnEarlierProcessLeftIt() throws SQLException {
        try (JobLab lab = new JobLab("backfill_reports")) {
            lab.change("INSERT INTO backfill_run (id, mode, specification, shards, state, begun_at) VALUES"
                    + " (1, 'VERIFY', 's', 1, 'RUNNING', 0)");
            ProgressReports reports = new ProgressReports(new Transactions(lab.pool()), 1,
                    List.of(new Range(SOURCE, 0, 10, 100)));

            reports.write("replay", Map.of());
            assertThat(lab.ask(PARTITION)).isEqualTo("1 t 3 waits nowhere 0 1");
            assertThat(lab.ask(RUN)).isEqualTo("replay 1");
            reports.write("replay", Map.of(SOURCE, new Reached(10, 50, 2_000), new Source("t", "id", 4),
                    new Reached(0, 1, 1)));
            assertThat(lab.ask(PARTITION)).isEqualTo("1 t 3 10 50 2000 1");
            reports.write("check", Map.of());
            assertThat(lab.ask(PARTITION)).isEqualTo("1 t 3 waits 50 0 1");
            assertThat(lab.ask(RUN)).isEqualTo("check 1");

            lab.change("UPDATE backfill_run SET ended_at = 1");
            reports.write("swap", Map.of());
            assertThat(lab.ask(RUN)).as("a run that has ended is never changed").isEqualTo("check 1");
        }
    }
}
