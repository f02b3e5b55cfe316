package dev.accountrisk.observe.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the paper promises of its counts, held against exact ones. */
class SpaceSavingTest {
    private static final int CAPACITY = 64;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noCountIsTooLowNoneTooHighByMoreThanItsErrorAndNoFrequentItemIsMissing(long seed) {
        Random random = new Random(seed);
        SpaceSaving<Integer> counts = new SpaceSaving<>(CAPACITY);
        Map<Integer, Long> exact = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // few small numbers come often, many large ones seldom
            int item = (int) (1 / (random.nextDouble() + 1e-4));
            long times = 1L + random.nextInt(3);
            counts.add(item, times);
            exact.merge(item, times, Long::sum);
        }
        long total = exact.values().stream().mapToLong(Long::longValue).sum();

        assertThat(exact).hasSizeGreaterThan(2 * CAPACITY);
        assertThat(counts.total()).isEqualTo(total);
        assertThat(counts.counters()).hasSize(CAPACITY).allSatisfy(counter -> {
            assertThat(counter.count()).isGreaterThanOrEqualTo(exact.get(counter.key()));
            assertThat(counter.count() - counter.error()).isLessThanOrEqualTo(exact.get(counter.key()));
        });
        assertThat(counts.counters().stream().map(SpaceSaving.Counter::key)).contains(exact.entrySet()
                .stream()
                .filter(entry -> entry.getValue() > total / CAPACITY)
                .map(Map.Entry::getKey)
                .toArray(Integer[]::new));
    }
}
