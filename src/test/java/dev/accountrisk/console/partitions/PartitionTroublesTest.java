package dev.accountrisk.console.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.page.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong says what it means for the data. What nobody knows is not called 0. */
class PartitionTroublesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    private static PartitionView partition(String status, @Nullable Long lag, @Nullable String pausedWhy) {
        return new PartitionView("account.commands", 3, "id", 18_204, lag, null, "w1", status, "the cause", pausedWhy,
                new Outcomes(1, 0, 0, 0, 0, 0), NOW);
    }

    private static WorkerView worker(boolean silent) {
        return new WorkerView("w1", "1.0", NOW, NOW, silent, true, Map.of(), 1);
    }

    private static List<Trouble> troubles(PartitionView partition, boolean silent) {
        return PartitionTroubles.of(new Progress(List.of(partition), List.of(worker(silent), worker(false))));
    }

    @Test
    void aRunningPartitionIsNoTrouble() {
        assertThat(troubles(partition("RUNNING", 7L, null), false)).isEmpty();
    }

    @Test
    void aStoppedPartitionNamesOffsetCauseAndWhatWaits() {
        assertThat(troubles(partition("STOPPED", 1L, null), false)).singleElement().satisfies(trouble -> {
            assertThat(trouble.weight()).isEqualTo(Trouble.Weight.BAD);
            assertThat(trouble.what()).isEqualTo("account.commands-3 stopped at offset 18204: the cause.");
            assertThat(trouble.meaning()).startsWith("1 of its records waits, and none is lost.");
        });
    }

    @Test
    void anUnknownLagIsUnknown() {
        assertThat(troubles(partition("NO_WORKER", null, null), false)).singleElement()
                .satisfies(trouble -> assertThat(trouble.meaning())
                        .isEqualTo("How many of its records wait is unknown."));
    }

    @Test
    void aPauseIsTheOperatorsAndNoFault() {
        assertThat(troubles(partition("STOPPED", 2L, "ana: repair"), false)).singleElement().satisfies(trouble -> {
            assertThat(trouble.weight()).isEqualTo(Trouble.Weight.WARN);
            assertThat(trouble.what()).isEqualTo("account.commands-3 is paused by ana: repair.");
        });
    }

    @Test
    void aWorkerThatFellSilentIsNamed() {
        assertThat(troubles(partition("RUNNING", 0L, null), true)).singleElement()
                .satisfies(trouble -> assertThat(trouble.what()).isEqualTo("w1 does not report any more."));
    }

    @Test
    void withoutAnyReportNothingElseIsSaid() {
        Progress nobody = new Progress(List.of(partition("NO_WORKER", null, null)), List.of(worker(true)));
        assertThat(PartitionTroubles.of(nobody)).singleElement()
                .satisfies(trouble -> assertThat(trouble.what()).isEqualTo("No worker reports."));
        assertThat(nobody.lag()).isNull();
    }

    @Test
    void aReportIsSilentAfterTwentySeconds() {
        assertThat(WorkerView.isSilent(NOW.minusSeconds(20), NOW)).isFalse();
        assertThat(WorkerView.isSilent(NOW.minusSeconds(21), NOW)).isTrue();
    }
}
