package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RiskFoldPropertiesTest {
    private static final RiskPolicy POLICY = new RiskPolicy(3000, 100, 30, 60, 85);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aReplayChangesNothing(@ForAll("updates") List<RiskUpdate> updates, @ForAll RiskOrder order) {
        RiskFold.Result first = fold(null, updates, Set.of(), order);

        RiskFold.Result replay = fold(first.after(), updates, addedIds(first), order);

        assertThat(replay.after()).isEqualTo(first.after());
        assertThat(replay.outcomes()).doesNotContain(Outcome.APPLIED);
        assertThat(replay.entries()).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void batchesOfAnySizeEndInTheSameState(@ForAll("updates") List<RiskUpdate> updates,
            @ForAll @IntRange(min = 1, max = 7) int batchSize, @ForAll RiskOrder order) {
        RiskFold.Result whole = fold(null, updates, Set.of(), order);

        RiskState state = null;
        Set<String> known = new HashSet<>();
        List<Outcome> outcomes = new ArrayList<>();
        List<RiskEntry> entries = new ArrayList<>();
        for (int from = 0; from < updates.size(); from += batchSize) {
            RiskFold.Result part = fold(state, updates.subList(from, Math.min(from + batchSize, updates.size())),
                    known, order);
            state = part.after();
            known.addAll(addedIds(part));
            outcomes.addAll(part.outcomes());
            entries.addAll(part.entries());
        }

        assertThat(row(state)).isEqualTo(row(whole.after()));
        assertThat(outcomes).isEqualTo(whole.outcomes());
        assertThat(entries).isEqualTo(whole.entries());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void setsEndInTheSameRowInWhateverOrderTheyArrive(@ForAll("sets") List<RiskUpdate> sets, @ForAll long seed,
            @ForAll RiskOrder order) {
        List<RiskUpdate> shuffled = new ArrayList<>(sets);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(row(fold(null, shuffled, Set.of(), order).after()))
                .isEqualTo(row(fold(null, sets, Set.of(), order).after()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theWinnerAloneEndsInTheSameRow(@ForAll("sets") List<RiskUpdate> sets, @ForAll RiskOrder order) {
        RiskUpdate winner = sets.getFirst();
        for (RiskUpdate set : sets) {
            winner = order.compare(set, winner) > 0 ? set : winner;
        }

        assertThat(row(fold(null, List.of(winner), Set.of(), order).after()))
                .isEqualTo(row(fold(null, sets, Set.of(), order).after()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyStateKeepsToThePolicy(@ForAll("updates") List<RiskUpdate> updates, @ForAll RiskOrder order) {
        RiskFold.Result result = fold(null, updates, Set.of(), order);
        RiskState after = result.after();

        assertThat(result.outcomes()).hasSameSizeAs(updates);
        if (after == null) {
            assertThat(updates).isEmpty();
            return;
        }
        assertThat(after.risk()).isBetween(0.0, POLICY.cap());
        assertThat(after.level()).isEqualTo(POLICY.levelOf(after.risk()));
        assertThat(after.version()).isEqualTo(1);
        assertThat(after.entries()).isEqualTo(result.entries().size());
    }

    @Provide
    Arbitrary<List<RiskUpdate>> updates() {
        return Arbitraries.frequencyOf(Tuple.of(2, set()), Tuple.of(1, add()))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<RiskUpdate>> sets() {
        return set().list().ofMinSize(1).ofMaxSize(30);
    }

    /** A pair, or a sequence, always comes with the same content: real ids are unique. */
    private static Arbitrary<RiskUpdate> set() {
        return Combinators.combine(Arbitraries.longs().between(0, 20), Arbitraries.integers().between(0, 9))
                .as(
                        (timeSeconds, id) -> new RiskUpdate("s" + id + "-" + timeSeconds, "8", RiskUpdate.Type.SET,
                                (timeSeconds * 37 + id * 11) % 120, timeSeconds * 1000, timeSeconds * 10 + id));
    }

    private static Arbitrary<RiskUpdate> add() {
        return Combinators.combine(Arbitraries.longs().between(0, 20), Arbitraries.integers().between(0, 9),
                Arbitraries.doubles().between(0, 120))
                .as((timeSeconds, id, risk) -> new RiskUpdate("a" + id, "8",
                        RiskUpdate.Type.ADD, risk, timeSeconds * 1000, RiskUpdate.NO_SEQUENCE));
    }

    private static RiskFold.Result fold(@Nullable RiskState before, List<RiskUpdate> updates, Set<String> known,
            RiskOrder order) {
        return RiskFold.fold(before, updates, known, POLICY, order);
    }

    private static Set<String> addedIds(RiskFold.Result result) {
        Set<String> ids = new HashSet<>();
        result.entries().forEach(entry -> ids.add(entry.update().eventId()));
        return ids;
    }

    /** The row without its version, which counts how often it was written. */
    private static @Nullable RiskState row(@Nullable RiskState state) {
        return state == null
                ? null
                : new RiskState(state.risk(), state.level(), state.occurredAtMillis(), state.sequence(),
                        state.lastEventId(), 0, state.entries());
    }
}
