package dev.accountrisk.backfill.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.shadow.AccountHistory.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record waits for what was decided before it in other partitions, and for nothing else. */
class AccountHistoryTest {
    private static AccountHistory historyOf(int partition, String entryId, long offset) {
        AccountHistory history = new AccountHistory(partition);
        history.ask(entryId, offset);
        history.add("first", new Place(0, 10));
        history.add("second", new Place(0, 20));
        history.add("moved", new Place(1, 0));
        history.add("expired", new Place(0, 30));
        history.add("last", new Place(1, 1));
        return history;
    }

    @Test
    void theLastRecordOfEachOtherPartitionComesBefore() {
        assertThat(historyOf(0, "first", 10).placesBefore("first", 10).orElseThrow()).isEmpty();
        assertThat(historyOf(1, "moved", 0).placesBefore("moved", 0).orElseThrow()).containsExactly(new Place(0, 20));
        assertThat(historyOf(0, "expired", 30).placesBefore("expired", 30).orElseThrow())
                .containsExactly(new Place(1, 0));
        assertThat(historyOf(1, "last", 1).placesBefore("last", 1).orElseThrow()).containsExactly(new Place(0, 30));
    }

    @Test
    void aRepeatedRecordComesAfterTheFirstOne() {
        assertThat(historyOf(1, "first", 5).placesBefore("first", 5).orElseThrow()).containsExactly(new Place(0, 10));
        assertThat(historyOf(0, "first", 15).placesBefore("first", 15).orElseThrow()).isEmpty();
    }

    @Test
    void aRecordThatTheJournalDoesNotKnowHasNoPlace() {
        assertThat(historyOf(1, "set", 7).placesBefore("set", 7)).isEmpty();
    }

    /** In a replay, each chunk asks anew: time and memory must not grow with the square of the account's records. */
    @Test
    void anAccountWithAMillionRecordsTakesSeconds() {
        int records = 1_000_000;
        AccountHistory history = new AccountHistory(0);
        for (long offset = 0; offset < 60_000; offset++) {
            history.ask("e" + 2 * offset, offset);
        }
        long beganNanos = System.nanoTime();
        for (int record = 0; record < records; record++) {
            history.add("e" + record, new Place(record % 2, record / 2));
        }
        for (long offset = 0; offset < 60_000; offset++) {
            assertThat(history.placesBefore("e" + 2 * offset, offset).orElseThrow())
                    .isEqualTo(offset == 0 ? List.of() : List.of(new Place(1, offset - 1)));
        }
        assertThat(System.nanoTime() - beganNanos).isLessThan(20_000_000_000L);
    }
}
