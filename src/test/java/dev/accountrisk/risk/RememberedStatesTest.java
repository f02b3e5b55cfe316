package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskState;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedStatesTest {
    private final RememberedStates remembered = new RememberedStates(() -> 100);

    @Test
    void answersWhatWasPutLast() {
        remembered.put("8", state(1));
        remembered.put("8", state(2));

        assertThat(remembered.get("8")).isEqualTo(state(2));
        assertThat(remembered.get("9")).isNull();
    }

    @Test
    void answersWhatWasPutLastAlsoWhenAnOlderStateIsStillThere() {
        remembered.put("8", state(1));
        fill(60);
        remembered.put("8", state(2));

        assertThat(remembered.get("8")).isEqualTo(state(2));
    }

    @Test
    void keepsWhatIsPutAgainAndAgainAndNeverMoreThanTheBound() {
        for (int i = 0; i < 50; i++) {
            remembered.put("8", state(i));
            fill(30);
        }

        assertThat(remembered.get("8")).isEqualTo(state(49));
        assertThat(IntStream.range(0, 100_000).filter(i -> remembered.get("other-" + i) != null).count())
                .isBetween(49L, 100L);
    }

    @Test
    void answersAsAMapDoes() {
        RememberedStates many = new RememberedStates(() -> 1_000_000);
        SplittableRandom random = new SplittableRandom(1);
        Map<String, RiskState> expected = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            String account = "account-" + random.nextInt(5_000);
            RiskState state = new RiskState(random.nextDouble(), random.nextBoolean() ? RiskLevel.HIGH : RiskLevel.LOW,
                    random.nextLong(), random.nextLong(), "e".repeat(1 + random.nextInt(64)), random.nextLong(),
                    random.nextLong());
            many.put(account, state);
            expected.put(account, state);
        }

        expected.forEach((account, state) -> assertThat(many.get(account)).isEqualTo(state));
        assertThat(many.get("account-5000")).isNull();
    }

    @Test
    void forgetsAll() {
        fill(80);
        remembered.forgetAll();

        assertThat(IntStream.range(0, 100_000).filter(i -> remembered.get("other-" + i) != null).count()).isZero();
    }

    @Test
    void remembersNothingWhereThatIsTheBound() {
        RememberedStates none = new RememberedStates(() -> 0);
        none.put("8", state(1));

        assertThat(none.get("8")).isNull();
    }

    private int filled;

    private void fill(int count) {
        IntStream.range(filled, filled + count).forEach(i -> remembered.put("other-" + i, state(i)));
        filled += count;
    }

    private static RiskState state(long version) {
        return new RiskState(1, RiskLevel.LOW, 2, -1, "event", version, 0);
    }
}
