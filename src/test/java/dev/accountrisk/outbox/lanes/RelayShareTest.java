package dev.accountrisk.outbox.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes which lane: fair, none left alone, and none that moves back and forth. */
class RelayShareTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, RelayShare> workers = new TreeMap<>();
    private final Map<Integer, String> holders = new HashMap<>();
    /** Alive, and without a part in this. */
    private int others;
    private String asking = "";
    private long nowNanos = 50;
    private int moves;

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 2", "3, 2", "4, 1", "7, 1"})
    void aWorkerTakesItsShareAtOnceAndNoMore(int live, int share) {
        others = live - 1;
        arrive("a");
        pass(0);

        assertThat(lanes()).containsExactly(Map.entry("a", share));
    }

    @Test
    void noLaneStaysAloneThoughSomeWorkersRelayNone() {
        others = 9;
        arrive("a");
        pass(3);

        assertThat(lanes()).containsExactly(Map.entry("a", 4));
    }

    @Test
    void aLaneBeyondTheShareIsTakenWhenItWasSeenFreeForAWhile() {
        RelayShare share = new RelayShare();
        share.divideAmong(2);
        share.see(Set.of(3), 0);
        assertThat(share.mayTake(3, 2, 0)).isFalse();
        share.see(Set.of(), SECOND);
        share.see(Set.of(3), 2 * SECOND);
        assertThat(share.mayTake(3, 2, 2 * SECOND)).as("somebody had it meanwhile").isFalse();
        share.see(Set.of(3), 4 * SECOND);
        assertThat(share.mayTake(3, 2, 4 * SECOND)).isTrue();
        assertThat(share.mayTake(2, 0, 4 * SECOND)).as("somebody has it").isFalse();
    }

    @Test
    void whoeverComesLaterGetsHisShare() {
        arrive("a");
        pass(5);
        arrive("b");
        pass(5);
        assertThat(lanes()).containsOnly(Map.entry("a", 2), Map.entry("b", 2));

        arrive("c");
        arrive("d");
        pass(30);
        assertThat(lanes()).containsOnly(Map.entry("a", 1), Map.entry("b", 1), Map.entry("c", 1), Map.entry("d", 1));
    }

    /** As in a rolling upgrade: the number of workers is the same before and after. */
    @Test
    void whoTookTheLanesOfAWorkerThatRelaysNoneGivesThemToItsSuccessor() {
        others = 1;
        arrive("a");
        pass(5);
        assertThat(lanes()).containsExactly(Map.entry("a", 4));

        others = 0;
        arrive("b");
        pass(5);
        assertThat(lanes()).containsOnly(Map.entry("a", 2), Map.entry("b", 2));
    }

    @Test
    void theLanesOfADeadWorkerAreTaken() {
        arrive("a");
        arrive("b");
        pass(20);
        workers.remove("b");
        holders.values().removeIf("b"::equals);
        others = 1; // it still counts
        pass(3);

        assertThat(lanes()).containsExactly(Map.entry("a", 4));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "6, 0", "1, 3", "2, 5", "3, 1"})
    void afterAWhileNothingMovesAnyMore(int relaying, int notRelaying) {
        others = notRelaying;
        for (int worker = 0; worker < relaying; worker++) {
            arrive("worker-" + worker);
            pass(1);
        }
        pass(60);
        moves = 0;
        pass(600);

        assertThat(moves).isZero();
        assertThat(holders).hasSize(OutboxLane.COUNT);
    }

    /** One that asks and takes nothing, because it is frozen. */
    @Test
    void aLaneIsGivenBackNowAndThenAtMost() {
        RelayShare share = new RelayShare();
        share.divideAmong(2);

        assertThat(share.giveBack(4, 0)).isEqualTo(2);
        assertThat(share.giveBack(4, RelayShare.GIVEN_BACK_NANOS - 1)).isZero();
        assertThat(share.giveBack(4, RelayShare.GIVEN_BACK_NANOS)).isEqualTo(2);
        assertThat(share.giveBack(2, 9 * RelayShare.GIVEN_BACK_NANOS)).isZero();
    }

    private void arrive(String name) {
        workers.put(name, new RelayShare());
    }

    private Map<String, Integer> lanes() {
        return holders.values().stream().collect(Collectors.toMap(name -> name, _ -> 1, Integer::sum));
    }

    /** Lets each worker look once, and then once in each of so many seconds, as {@link RelayLanes} does. */
    private void pass(int seconds) {
        for (int second = 0; second <= seconds; second++) {
            workers.forEach(this::look);
            nowNanos += SECOND;
        }
    }

    private void look(String name, RelayShare share) {
        share.divideAmong(workers.size() + others);
        Set<Integer> free = new TreeSet<>(Set.of(0, 1, 2, 3));
        free.removeAll(holders.keySet());
        share.see(free, nowNanos);
        for (int lane : free) {
            if (share.mayTake(lane, held(name), nowNanos)) {
                holders.put(lane, name);
                moves++;
            }
        }
        if (!asking.isEmpty() && !asking.equals(name)) {
            for (int rest = share.giveBack(held(name), nowNanos); rest > 0; rest--) {
                holders.values().remove(name);
                moves++;
            }
        }
        if (share.asks(held(name))) {
            asking = asking.isEmpty() ? name : asking;
        } else if (asking.equals(name)) {
            asking = "";
        }
    }

    private int held(String name) {
        return (int) holders.values().stream().filter(name::equals).count();
    }
}
