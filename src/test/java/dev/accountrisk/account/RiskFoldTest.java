package dev.accountrisk.account;

import static dev.accountrisk.account.Outcome.APPLIED;
import static dev.accountrisk.account.Outcome.DUPLICATE;
import static dev.accountrisk.account.Outcome.STALE;
import static dev.accountrisk.account.RiskUpdate.NO_SEQUENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RiskFoldTest {
    private static final String ACCOUNT = "dc57ktzmtiwp";
    private static final RiskPolicy FADING = new RiskPolicy(1000, 100, 30, 60, 85);

    @Test
    void theFirstSetMakesTheRow() {
        RiskFold.Result result = fold(null, set("e1", 42.5, 1000));

        assertThat(result.outcomes()).containsExactly(APPLIED);
        assertThat(result.after()).isEqualTo(new RiskState(42.5, RiskLevel.MEDIUM, 1000, NO_SEQUENCE, "e1", 1, 0));
        assertThat(result.entries()).isEmpty();
        assertThat(result.changed()).isTrue();
    }

    @Test
    void theLaterTimeStandsAndAtTheSameTimeTheGreaterId() {
        RiskFold.Result result = fold(null, set("e5", 10, 1000), set("e9", 20, 999), set("e4", 30, 1000),
                set("e50", 40, 1000), set("E9", 50, 1000), set("a", 60, 1001));

        assertThat(result.outcomes()).containsExactly(APPLIED, STALE, STALE, APPLIED, STALE, APPLIED);
        assertThat(result.after()).isEqualTo(new RiskState(60, RiskLevel.HIGH, 1001, NO_SEQUENCE, "a", 1, 0));
    }

    @Test
    void theSamePairIsADuplicateWhateverElseItHolds() {
        RiskState stored = new RiskState(10, RiskLevel.LOW, 1000, 4, "e1", 7, 0);

        RiskFold.Result result = fold(stored, sequenced("e1", 99, 1000, 5));

        assertThat(result.outcomes()).containsExactly(DUPLICATE);
        assertThat(result.after()).isEqualTo(stored);
        assertThat(result.changed()).isFalse();
    }

    @Test
    void bySequenceTheGreaterStandsWhateverTheTime() {
        RiskFold.Result result = RiskFold.fold(new RiskState(1, RiskLevel.LOW, 5000, NO_SEQUENCE, "z", 3, 0),
                List.of(sequenced("e1", 10, 1000, 0), sequenced("e1", 10, 2000, 0), sequenced("e2", 20, 3000, 0),
                        sequenced("e0", 30, 500, 2), sequenced("e3", 40, 9000, 1)),
                Set.of(), RiskPolicy.DEFAULT, RiskOrder.SEQUENCE);

        assertThat(result.outcomes()).containsExactly(APPLIED, DUPLICATE, STALE, APPLIED, STALE);
        assertThat(result.after()).isEqualTo(new RiskState(30, RiskLevel.MEDIUM, 500, 2, "e0", 4, 0));
    }

    @Test
    void anAddIsAddedOnce() {
        RiskFold.Result result = RiskFold.fold(new RiskState(10, RiskLevel.LOW, 1000, 17, "e1", 1, 0),
                List.of(add("a1", 5, 2000), add("a1", 6, 3000), add("a0", 7, 2000), add("known", 8, 9000)),
                Set.of("known"), RiskPolicy.DEFAULT, RiskOrder.OCCURRED_AT);

        assertThat(result.outcomes()).containsExactly(APPLIED, DUPLICATE, APPLIED, DUPLICATE);
        assertThat(result.after()).isEqualTo(new RiskState(22, RiskLevel.LOW, 2000, 17, "a1", 2, 2));
        assertThat(result.entries()).containsExactly(new RiskEntry(add("a1", 5, 2000), 15, 1),
                new RiskEntry(add("a0", 7, 2000), 22, 2));
    }

    @Test
    void anAddWithoutARowAddsToNothing() {
        assertThat(fold(null, new RiskUpdate("a1", ACCOUNT, RiskUpdate.Type.ADD, 30, 1000, 9)).after())
                .isEqualTo(new RiskState(30, RiskLevel.MEDIUM, 1000, NO_SEQUENCE, "a1", 1, 1));
    }

    @Test
    void bothFadeToTheLaterTime() {
        RiskState stored = new RiskState(80, RiskLevel.HIGH, 5000, 3, "e5", 1, 0);

        RiskFold.Result later = RiskFold.fold(stored, List.of(add("a1", 10, 6000)), Set.of(), FADING,
                RiskOrder.OCCURRED_AT);
        RiskFold.Result earlier = RiskFold.fold(stored, List.of(add("a1", 10, 4000)), Set.of(), FADING,
                RiskOrder.OCCURRED_AT);

        assertThat(later.after()).isEqualTo(new RiskState(50, RiskLevel.MEDIUM, 6000, 3, "a1", 2, 1));
        assertThat(earlier.after()).isEqualTo(new RiskState(85, RiskLevel.CRITICAL, 5000, 3, "e5", 2, 1));
    }

    @Test
    void theCapHoldsForBoth() {
        RiskFold.Result result = RiskFold.fold(null, List.of(set("e1", 5000, 1000), add("a1", 5, 1000)), Set.of(),
                FADING, RiskOrder.OCCURRED_AT);

        assertThat(RiskFold.fold(null, List.of(set("e1", 5000, 1000)), Set.of(), FADING, RiskOrder.OCCURRED_AT).after())
                .isEqualTo(new RiskState(100, RiskLevel.CRITICAL, 1000, NO_SEQUENCE, "e1", 1, 0));
        assertThat(result.after()).isEqualTo(new RiskState(100, RiskLevel.CRITICAL, 1000, NO_SEQUENCE, "e1", 1, 1));
        assertThat(result.entries()).containsExactly(new RiskEntry(add("a1", 5, 1000), 100, 1));
    }

    @Test
    void aSetThatEqualsThePairOfAnAddIsADuplicate() {
        assertThat(fold(null, add("x1", 5, 1000), set("x1", 50, 1000)).outcomes()).containsExactly(APPLIED, DUPLICATE);
    }

    @Test
    void eachRecordsChangeOfLevelIsToldWhereverABatchEnds() {
        RiskFold.Result result = fold(null, set("e1", 90, 1000), set("e2", 70, 2000), add("x", 1, 1));

        assertThat(result.levelChanges()).containsExactly(
                new AccountEvent.RiskLevelChanged(ACCOUNT, "1000,e1,0", 90, RiskLevel.LOW, RiskLevel.CRITICAL, 1000),
                new AccountEvent.RiskLevelChanged(ACCOUNT, "2000,e2,0", 70, RiskLevel.CRITICAL, RiskLevel.HIGH, 2000));
        RiskFold.Result first = fold(null, set("e1", 90, 1000));
        List<AccountEvent> parts = new ArrayList<>(first.levelChanges());
        parts.addAll(fold(first.after(), set("e2", 70, 2000), add("x", 1, 1)).levelChanges());
        assertThat(parts).isEqualTo(result.levelChanges());
        assertThat(fold(result.after(), set("e3", 60, 3000)).levelChanges()).isEmpty();
        assertThat(fold(null, set("e1", 29, 1000)).levelChanges()).isEmpty();
        assertThat(fold(null).levelChanges()).isEmpty();
    }

    private static RiskFold.Result fold(@Nullable RiskState before, RiskUpdate... updates) {
        return RiskFold.fold(before, List.of(updates), Set.of(), RiskPolicy.DEFAULT, RiskOrder.OCCURRED_AT);
    }

    private static RiskUpdate set(String eventId, double risk, long occurredAtMillis) {
        return sequenced(eventId, risk, occurredAtMillis, NO_SEQUENCE);
    }

    private static RiskUpdate sequenced(String eventId, double risk, long occurredAtMillis, long sequence) {
        return new RiskUpdate(eventId, ACCOUNT, RiskUpdate.Type.SET, risk, occurredAtMillis, sequence);
    }

    private static RiskUpdate add(String eventId, double risk, long occurredAtMillis) {
        return new RiskUpdate(eventId, ACCOUNT, RiskUpdate.Type.ADD, risk, occurredAtMillis, NO_SEQUENCE);
    }
}
