package dev.accountrisk.backfill.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.shadow.AccountHistory.Place;
import org.junit.jupiter.api.Test;

/** A record waits for what was decided before it in other partitions, and for nothing else. */
class AccountHistoryTest {
    private final AccountHistory history = new AccountHistory();

    AccountHistoryTest() {
        history.add("first", 1, new Place(0, 10));
        history.add("second", 2, new Place(0, 20));
        history.add("moved", 3, new Place(1, 0));
        history.add("expired", 4, new Place(0, 30));
        history.add("last", 5, new Place(1, 1));
    }

    @Test
    void theLastRecordOfEachOtherPartitionComesBefore() {
        assertThat(history.placesBefore("first", new Place(0, 10)).orElseThrow()).isEmpty();
        assertThat(history.placesBefore("moved", new Place(1, 0)).orElseThrow()).containsExactly(new Place(0, 20));
        assertThat(history.placesBefore("expired", new Place(0, 30)).orElseThrow()).containsExactly(new Place(1, 0));
        assertThat(history.placesBefore("last", new Place(1, 1)).orElseThrow()).containsExactly(new Place(0, 30));
    }

    @Test
    void aRepeatedRecordComesAfterTheFirstOne() {
        assertThat(history.placesBefore("first", new Place(1, 5)).orElseThrow()).containsExactly(new Place(0, 10));
        assertThat(history.placesBefore("first", new Place(0, 15)).orElseThrow()).isEmpty();
    }

    @Test
    void aRecordThatTheJournalDoesNotKnowHasNoPlace() {
        assertThat(history.placesBefore("set", new Place(1, 7))).isEmpty();
    }
}
