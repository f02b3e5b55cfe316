package dev.accountrisk.console.backfills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Shard;
import dev.accountrisk.backfill.run.BackfillResult;
import dev.accountrisk.cli.JobLab;
import dev.accountrisk.job.StopSignal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a slowed backfill runs, the console can tell how far it is and how fast; and so it can of one that is resumed. */
class RunningBackfillIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RECORDS = 400;
    private static final int PER_SECOND = 20;

    @ParameterizedTest
    @CsvSource({"VERIFY,earliest,replay", "VERIFY,2000-01-01T00:00:00Z,check", "REPAIR,earliest,repair",
            "REBUILD,earliest,replay"})
    void aPartitionMovesWhileItIsReplayed(Mode mode, String from, String phase) throws Exception {
        try (JobLab lab = new JobLab("running_" + mode.name().toLowerCase(Locale.ROOT) + "_" + phase)) {
            lab.command(IntStream.range(0, RECORDS).mapToObj(n -> JobLab.credit("a" + n % 7, "c" + n, 1)).toList());
            lab.inJob(Backfill.class, (backfill, stop) -> {
                CompletableFuture<BackfillResult> slow = start(backfill, settings(mode, from, PER_SECOND, false), stop);
                PartProgress first = awaitMoved(lab, slow, 0);
                PartProgress later = awaitMoved(lab, slow, first.nextOffset());
                assertThat(later.perSecond()).isBetween(PER_SECOND * 0.5, PER_SECOND * 2.0);
                assertThat(later.secondsLeft())
                        .isBetween((RECORDS - later.nextOffset()) / (PER_SECOND * 2),
                                (RECORDS - later.nextOffset()) * 2 / PER_SECOND + 1);
                assertThat(lab.ask("SELECT phase FROM backfill_run")).isEqualTo(phase);
                stop.stop();
                assertThat(slow.join()).isInstanceOf(BackfillResult.Stopped.class);
                assertThat(now(lab).state()).isEqualTo(PartState.STOPPED);
                assertThat(now(lab).nextOffset()).as("its last report").isGreaterThanOrEqualTo(later.nextOffset());
            });
            long left = now(lab).nextOffset();
            // as after a night
            lab.change("UPDATE backfill_progress SET reported_at = reported_at - 36000000");
            lab.inJob(Backfill.class, (backfill, stop) -> {
                StopSignal other = new StopSignal();
                CompletableFuture<BackfillResult> resumed = start(backfill, settings(mode, from, PER_SECOND, true),
                        other);
                PartProgress moved = awaitMoved(lab, resumed, phase.equals("check") ? 0 : left);
                assertThat(moved.perSecond()).isBetween(PER_SECOND * 0.5, PER_SECOND * 2.0);
                other.stop();
                resumed.join();
            });
            lab.inJob(Backfill.class, (backfill, stop) -> {
                BackfillResult ended = backfill.run(settings(mode, from, 0, true), stop, progress -> {});
                assertThat(ended.isClean()).isTrue();
            });
            assertThat(now(lab).state()).isEqualTo(PartState.DONE);
            assertThat(now(lab).perSecond()).isNotNull();
        }
    }

    private static PartProgress awaitMoved(JobLab lab, CompletableFuture<BackfillResult> run, long past) {
        await("a report past offset " + past).atMost(SOON).until(() -> {
            if (run.isDone()) {
                throw new IllegalStateException("the run ended: " + run.join());
            }
            PartProgress seen = now(lab);
            return seen.state() == PartState.MOVES && seen.nextOffset() > past && seen.perSecond() != null;
        });
        try {
            return now(lab);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As the console computes it. */
    private static PartProgress now(JobLab lab) throws SQLException {
        String topic = lab.topics().commands();
        try (Connection connection = lab.pool().getConnection();
                var statement = connection.prepareStatement("SELECT run.id, run.mode, run.state, run.phase,"
                        + " run.reported_at, part.from_offset, part.until_offset, part.next_offset, part.finished,"
                        + " report.started_offset, report.reached_offset, report.millis, report.reported_at,"
                        + " CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) FROM backfill_run run JOIN backfill_partition part"
                        + " ON part.run_id = run.id LEFT JOIN backfill_progress report ON report.run_id = part.run_id"
                        + " AND report.topic = part.topic AND report.partition_no = part.partition_no"
                        + " WHERE part.topic = ?")) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new PartProgress(topic, 0, PartState.UNKNOWN, 0, 0, 0, 0, null, null, 0, null);
                }
                BackfillView run = new BackfillView(row.getLong(1), row.getString(2), "", 1, row.getString(3), 0, 0,
                        row.getString(4), time(row, 5), Instant.EPOCH, null);
                Part part = new Part(topic, 0, row.getLong(6), row.getLong(7), row.getLong(8), row.getBoolean(9), 0);
                Report report = row.getObject(13) == null
                        ? null
                        : new Report(topic, 0, number(row, 10), number(row, 11), row.getLong(12), time(row, 13));
                return PartProgress.of(run, part, report, Instant.ofEpochMilli(row.getLong(14)));
            }
        }
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static CompletableFuture<BackfillResult> start(Backfill backfill, BackfillSettings settings,
            StopSignal stop) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return backfill.run(settings, stop, progress -> {});
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        });
    }

    private static BackfillSettings settings(Mode mode, String from, int perSecond, boolean resume) {
        return new BackfillSettings(mode, List.of(), from, "now", Shard.WHOLE, "", resume, false, perSecond, 5, 1,
                10_000);
    }
}
