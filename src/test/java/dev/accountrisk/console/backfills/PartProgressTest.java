package dev.accountrisk.console.backfills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How fast a backfill is and how long it takes: from the process at work alone, and unknown where nobody can know it. */
class PartProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final Instant JUST_NOW = NOW.minusSeconds(3);
    private static final BackfillView RUNNING = run("RUNNING", 1, null);

    @Test
    void theRateIsThatOfTheProcessAtWork() {
        // an earlier process replayed 40 records, and a day later this one began
        PartProgress progress = of(RUNNING, part(false), report(140L, 160L, 4_000));

        assertThat(progress.state()).isEqualTo(PartState.MOVES);
        assertThat(progress.percent()).isEqualTo(60);
        assertThat(progress.perSecond()).isEqualTo(5.0);
        assertThat(progress.secondsLeft()).isEqualTo(8);
        assertThat(progress.left()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void whatHasNotMovedHasNoRate() {
        PartProgress progress = of(RUNNING, part(false), report(140L, 140L, 4_000));

        assertThat(progress.state()).isEqualTo(PartState.MOVES);
        assertUnknown(progress);
    }

    @Test
    void aPartitionThatWaitsForItsTurnStaysWhereItWasLeft() {
        PartProgress progress = of(RUNNING, part(false), report(null, 140L, 0));

        assertThat(progress.state()).isEqualTo(PartState.WAITS);
        assertThat(progress.nextOffset()).isEqualTo(140);
        assertUnknown(progress);
    }

    @Test
    void aProcessThatDoesNotReportHasNoRate() {
        Report last = new Report("t", 0, 100L, 150L, 1_000, NOW.minusSeconds(30));

        PartProgress progress = PartProgress.of(RUNNING, part(false), last, NOW);

        assertThat(progress.state()).isEqualTo(PartState.SILENT);
        assertThat(progress.percent()).isEqualTo(50);
        assertUnknown(progress);
    }

    @Test
    void whatNobodyReportedIsUnknown() {
        PartProgress progress = of(RUNNING, part(false), null);

        assertThat(progress.state()).isEqualTo(PartState.UNKNOWN);
        assertThat(progress.nextOffset()).isEqualTo(100);
        assertUnknown(progress);
    }

    @Test
    void aRunThatWasToldToStopIsNotUnderWay() {
        Report last = report(100L, 150L, 1_000);

        assertThat(of(run("STOPPED", 1, null), part(false), last).state()).isEqualTo(PartState.STOPPED);
        assertThat(of(run("SUPERSEDED", 2, NOW), part(false), last).state()).isEqualTo(PartState.STOPPED);
        assertThat(of(run("FAILED", 2, null), part(false), last).state())
                .as("one of two processes failed, and the other goes on")
                .isEqualTo(PartState.MOVES);
    }

    @Test
    void aPartitionThatIsDoneKeepsItsRateAndNeedsNoTime() {
        // a log may end before the range does: the last records were compacted away
        PartProgress progress = of(run("EQUAL", 1, NOW), part(true), report(100L, 190L, 9_000));

        assertThat(progress.state()).isEqualTo(PartState.DONE);
        assertThat(progress.nextOffset()).isEqualTo(200);
        assertThat(progress.percent()).isEqualTo(100);
        assertThat(progress.perSecond()).isEqualTo(10.0);
        assertThat(progress.secondsLeft()).isNull();
    }

    @Test
    void anEmptyPartitionIsDone() {
        Part empty = new Part("t", 0, 100, 100, 100, false, 0);

        assertThat(PartProgress.of(RUNNING, empty, null, NOW).percent()).isEqualTo(100);
    }

    @Test
    void aHundredPercentMeansAll() {
        assertThat(PartProgress.percent(999, 1_000)).isEqualTo(99);
        assertThat(PartProgress.percent(1_000, 1_000)).isEqualTo(100);
    }

    @Test
    void theRunTakesAsLongAsAllThatIsLeftAtTheRateOfWhatMoves() {
        RunProgress progress = RunProgress
                .of(List.of(of(RUNNING, part(true), report(100L, 200L, 1_000)),
                        of(RUNNING, part(false), report(100L, 150L, 5_000)),
                        of(RUNNING, part(false), report(null, null, 0))));

        assertThat(progress.done()).isEqualTo(150);
        assertThat(progress.all()).isEqualTo(300);
        assertThat(progress.percent()).isEqualTo(50);
        assertThat(progress.perSecond()).isEqualTo(10.0);
        assertThat(progress.secondsLeft()).isEqualTo(15);
    }

    @Test
    void aRunInWhichNothingMovesHasNoRate() {
        RunProgress progress = RunProgress.of(List.of(of(RUNNING, part(false), null)));

        assertThat(progress.perSecond()).isNull();
        assertThat(progress.secondsLeft()).isNull();
        assertThat(progress.left()).isNull();
    }

    private static void assertUnknown(PartProgress progress) {
        assertThat(progress.perSecond()).isNull();
        assertThat(progress.secondsLeft()).isNull();
        assertThat(progress.left()).isNull();
    }

    private static PartProgress of(BackfillView run, Part part, @Nullable Report report) {
        return PartProgress.of(run, part, report, NOW);
    }

    private static Part part(boolean finished) {
        return new Part("t", 0, 100, 200, 100, finished, 0);
    }

    private static Report report(@Nullable Long started, @Nullable Long reached, long millis) {
        return new Report("t", 0, started, reached, millis, JUST_NOW);
    }

    private static BackfillView run(String state, int shards, @Nullable Instant endedAt) {
        return new BackfillView(1, "VERIFY", "all", shards, state, 0, 0, "replay", JUST_NOW, NOW, endedAt);
    }
}
