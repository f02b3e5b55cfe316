package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdIndexTest {
    private final IdIndex index = new IdIndex();

    @Test
    void numbersIdsAsTheyComeAndFindsEachAgain() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String id = Integer.toString(random.nextInt(10_000), 36).repeat(1 + random.nextInt(12));
            int number = expected.computeIfAbsent(id, fresh -> expected.size());
            assertThat(index.findOrAdd(id)).isEqualTo(number);
        }

        expected.forEach((id, number) -> {
            assertThat(index.find(id)).isEqualTo(number);
            assertThat(index.get(number)).isEqualTo(id);
        });
        assertThat(index.find("none of them")).isEqualTo(IdIndex.NONE);
        assertThat(index.size()).isEqualTo(expected.size());
    }

    @Test
    void tellsIdsOfOneHashApart() {
        assertThat("AaBB".hashCode()).isEqualTo("BBAa".hashCode());
        assertThat(index.findOrAdd("AaBB")).isZero();

        assertThat(index.find("BBAa")).isEqualTo(IdIndex.NONE);
        assertThat(index.findOrAdd("BBAa")).isEqualTo(1);
        assertThat(index.find("AaBB")).isZero();
    }

    @Test
    void beginsAnewWhenItIsCleared() {
        index.findOrAdd("8");
        index.clear();

        assertThat(index.find("8")).isEqualTo(IdIndex.NONE);
        assertThat(index.findOrAdd("9")).isZero();
    }
}
