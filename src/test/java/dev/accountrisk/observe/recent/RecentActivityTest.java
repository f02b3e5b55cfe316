package dev.accountrisk.observe.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.EngineObserver.Failure;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.observe.recent.ActivityReport.HotAccount;
import dev.accountrisk.observe.recent.ActivityReport.PartitionFailures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a worker tells of its last minutes. */
class RecentActivityTest {
    private static final Source SOURCE = new Source("t", "id", 0);

    private final AtomicLong nanos = new AtomicLong();
    private final RecentActivity activity = new RecentActivity(nanos::get);

    /** A batch with so many records for each account, every second one refused if {@code refuses}. */
    private record Batch(Map<String, Integer> records, boolean refuses) implements SliceStep.Plan {
        static Batch of(Map<String, Integer> records) {
            return new Batch(new TreeMap<>(records), false);
        }

        int size() {
            return records.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public List<String> accountsToLock() {
            return List.copyOf(records.keySet());
        }

        @Override
        public void visitAccounts(SliceStep.AccountVisitor visitor) {
            records.forEach((account, count) -> visitor.account(account, count, refuses ? count / 2 : 0));
        }
    }

    private void commit(Batch batch) {
        activity.committed(SOURCE, batch.size(), batch);
    }

    private void passMinutes(int minutes) {
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
    }

    @Test
    void recordsAndRefusalsAreCountedByAccountTheMostFirst() {
        commit(Batch.of(Map.of("a", 3, "b", 5)));
        passMinutes(1);
        commit(new Batch(new TreeMap<>(Map.of("a", 4)), true));

        ActivityReport report = activity.report();
        assertThat(report.records().total()).isEqualTo(12);
        assertThat(report.records().top()).containsExactly(new HotAccount("t", 0, "a", 7, 7),
                new HotAccount("t", 0, "b", 5, 5));
        assertThat(report.refused().top()).containsExactly(new HotAccount("t", 0, "a", 2, 2));
        assertThat(report.reruns().top()).isEmpty();
        assertThat(report.sampled()).isFalse();
        assertThat(report.windowSeconds()).isEqualTo(60);
    }

    @Test
    void whatIsOlderThanFiveMinutesIsForgotten() {
        commit(Batch.of(Map.of("old", 9)));
        activity.failed(SOURCE, 1, Batch.of(Map.of("old", 1)), Failure.DEADLOCK);
        passMinutes(4);
        assertThat(activity.report().records().total()).isEqualTo(9);
        passMinutes(1);
        commit(Batch.of(Map.of("new", 1)));

        ActivityReport report = activity.report();
        assertThat(report.records().top()).containsExactly(new HotAccount("t", 0, "new", 1, 1));
        assertThat(report.failures()).isEmpty();
        assertThat(report.windowSeconds()).isEqualTo(240);
        passMinutes(60);
        assertThat(activity.report().records().total()).isZero();
    }

    @Test
    void aRerunCountsForEveryAccountOfItsBatchAndAFenceForNone() {
        activity.failed(SOURCE, 2, Batch.of(Map.of("wanted", 1, "beside", 1)), Failure.LOCK_WAIT);
        activity.failed(SOURCE, 2, Batch.of(Map.of("wanted", 1, "other", 1)), Failure.CONFLICT);
        activity.failed(SOURCE, 1, Batch.of(Map.of("fenced", 1)), Failure.FENCED);

        ActivityReport report = activity.report();
        assertThat(report.reruns().top()).hasSize(3).startsWith(new HotAccount("t", 0, "wanted", 2, 2));
        assertThat(report.records().total()).isZero();
        assertThat(report.failures()).containsExactly(
                new PartitionFailures("t", 0, Map.of("LOCK_WAIT", 1L, "CONFLICT", 1L, "FENCED", 1L)));
    }

    @Test
    void aLargeBatchIsSampledAndStillShowsWhoHasMost() {
        Map<String, Integer> many = IntStream.range(0, 40_000)
                .boxed()
                .collect(Collectors.toMap(number -> "account-" + number, _ -> 1));
        many.put("hot", 20_000);
        commit(Batch.of(many));

        ActivityReport report = activity.report();
        assertThat(report.sampled()).isTrue();
        assertThat(report.records().total()).isBetween(59_700L, 60_300L);
        assertThat(report.records().top().getFirst().account()).isEqualTo("hot");
        assertThat(report.records().top().getFirst().atMost()).isBetween(19_700L, 20_300L);
    }

    @Test
    void howeverManyAccountsAndPartitionsThereAreTheReportIsShort() {
        for (int number = 0; number < 1_000; number++) {
            Batch batch = Batch.of(Map.of("account-" + number, 1));
            commit(batch);
            activity.failed(new Source("t", "id", number), 1, batch, Failure.DEADLOCK);
        }
        ActivityReport report = activity.report();
        assertThat(report.records().top()).hasSize(20);
        assertThat(report.records().top()).allSatisfy(hot -> assertThat(hot.atLeast()).isLessThanOrEqualTo(1));
        assertThat(report.failures()).hasSize(200);
        assertThat(report.failuresCut()).isTrue();
    }
}
