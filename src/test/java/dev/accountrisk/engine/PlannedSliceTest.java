package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.ingest.NoServers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedSliceTest {
    private static final Slice<RiskUpdate> SLICE = Records.batch(Records.source("t", 0), 0,
            List.of(Records.set("a", "e", 1, 1)));

    private final Engine<RiskUpdate> engine = NoServers.engines().open(TestTopics.RISK);

    @Test
    void locksTheAccountsOfSeveralSlicesSortedAndOnce() {
        assertThat(PlannedSlice.accountsToLock(List.of(planned("b", "d"), planned("a", "b", "c"))))
                .containsExactly("a", "b", "c", "d");
        assertThat(PlannedSlice.accountsToLock(List.of(planned("b", "d")))).containsExactly("b", "d");
    }

    @Test
    void refusesAccountsThatAreNotSorted() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PlannedSlice.accountsToLock(List.of(planned("d", "b"))))
                .withMessageStartingWith("bug: ");
    }

    private PlannedSlice<RiskUpdate> planned(String... accountsToLock) {
        return new PlannedSlice<>(engine, SLICE, () -> List.of(accountsToLock));
    }
}
