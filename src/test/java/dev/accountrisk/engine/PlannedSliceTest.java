package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.FenceLostException;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannedSliceTest {
    private static final Slice<RiskUpdate> SLICE = Records.batch(Records.source("t", 0), 0,
            List.of(Records.set("a", "e", 1, 1)));
    private static final OutcomeCounts COUNTS = new OutcomeCounts(1, 0, 0, 0, 0, 0);
    /** No statement is sent here. */
    private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
            new Class<?>[]{Connection.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });

    private final List<String> calls = new ArrayList<>();

    @Test
    void locksTheAccountsOfSeveralSlicesSortedAndOnce() {
        assertThat(PlannedSlice.accountsToLock(List.of(planned(true, "b", "d"), planned(true, "a", "b", "c"))))
                .containsExactly("a", "b", "c", "d");
        assertThat(PlannedSlice.accountsToLock(List.of(planned(true, "b", "d")))).containsExactly("b", "d");
    }

    @Test
    void refusesAccountsThatAreNotSorted() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PlannedSlice.accountsToLock(List.of(planned(true, "d", "b"))))
                .withMessageStartingWith("bug: ");
    }

    @Test
    void movesThePositionBeforeItAppliesAndCountsAfterwards() throws SQLException {
        assertThat(planned(true).applyInTx(CONNECTION, SliceStep.Trust.OPTIMISTIC, StepClock.silent()))
                .isEqualTo(COUNTS);
        assertThat(calls).containsExactly("advance", "apply", "count " + COUNTS);
    }

    @Test
    void appliesNothingWhereTheFenceIsLost() {
        assertThatExceptionOfType(FenceLostException.class).isThrownBy(
                () -> planned(false).applyInTx(CONNECTION, SliceStep.Trust.OPTIMISTIC, StepClock.silent()));
        assertThat(calls).containsExactly("advance");
    }

    private PlannedSlice planned(boolean advances, String... accountsToLock) {
        return new PlannedSlice(SLICE, new SliceStep.Plan() {
            @Override
            public List<String> accountsToLock() {
                return List.of(accountsToLock);
            }

            @Override
            public OutcomeCounts applyInTx(Connection connection, SliceStep.Trust trust) {
                calls.add("apply");
                return COUNTS;
            }
        }, fence(advances));
    }

    private Fence fence(boolean advances) {
        return new Fence() {
            @Override
            public boolean advanceInTx(Connection connection, Slice<?> slice) {
                calls.add("advance");
                return advances;
            }

            @Override
            public void countInTx(Connection connection, Source source, OutcomeCounts counts) {
                calls.add("count " + counts);
            }

            @Override
            public Optional<Position> readInTx(Connection connection, Source source) {
                return Optional.empty();
            }
        };
    }
}
