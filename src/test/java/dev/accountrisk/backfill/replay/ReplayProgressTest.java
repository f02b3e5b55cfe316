package dev.accountrisk.backfill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.replay.ReplayProgress.Reached;
import dev.accountrisk.engine.record.Source;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How far a process is in each partition, and how long it took. */
class ReplayProgressTest {
    private static final Source SOURCE = new Source("t", "id", 0);
    private static final Range RANGE = new Range(SOURCE, 0, 40, 100);

    private final AtomicLong nanos = new AtomicLong();
    private final ReplayProgress progress = new ReplayProgress(nanos::get);

    @Test
    void timeCountsFromTheFirstTurnOfAPartition() {
        assertThat(progress.reached()).isEmpty();
        progress.begin(RANGE);
        seconds(2);
        progress.processed(SOURCE, 50, 10);
        seconds(2);
        progress.begin(RANGE.from(50));
        seconds(1);

        assertThat(progress.reached()).isEqualTo(Map.of(SOURCE, new Reached(40, 50, 5_000)));
    }

    @Test
    void whatIsReplayedToCatchUpWithTheWorkersDoesNotCount() {
        progress.begin(RANGE);
        seconds(2);
        progress.processed(SOURCE, 100, 60);
        progress.complete(SOURCE);
        seconds(2);
        progress.begin(RANGE.from(100));
        progress.processed(SOURCE, 130, 30);
        progress.complete(SOURCE);

        assertThat(progress.reached()).isEqualTo(Map.of(SOURCE, new Reached(40, 100, 2_000)));
        assertThat(progress.records()).as("all that was processed").isEqualTo(90);
    }

    private void seconds(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
