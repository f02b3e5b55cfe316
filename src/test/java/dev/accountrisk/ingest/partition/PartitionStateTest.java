package dev.accountrisk.ingest.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which state may follow which. */
class PartitionStateTest {
    private static final StartPoint START = new StartPoint(new Source("t", "id", 0), 7, -1);
    private static final PartitionState<RiskUpdate> OPENING = new PartitionState.Opening<>(null, null);
    private static final PartitionState<RiskUpdate> FOUND = new PartitionState.Opening<>(START, null);
    private static final PartitionState<RiskUpdate> RUNNING = new PartitionState.Running<>(
            new Backlog<>(START, RecordBuffer::whole), null);
    private static final PartitionState<RiskUpdate> WAITING = new PartitionState.Waiting<>("away", 0);
    private static final PartitionState<RiskUpdate> STOPPED = new PartitionState.Stopped<>("no grant", 0, false);
    private static final PartitionState<RiskUpdate> CLOSED = new PartitionState.Closed<>();

    @Test
    void aPartitionRunsOnlyFromAPositionAndOpensOnlyWhenItDoesNotRun() {
        Map<PartitionState<RiskUpdate>, List<PartitionState<RiskUpdate>>> allowed = Map.of(
                OPENING, List.of(OPENING, FOUND, WAITING, STOPPED, CLOSED),
                FOUND, List.of(RUNNING, WAITING, STOPPED, CLOSED),
                RUNNING, List.of(RUNNING, WAITING, STOPPED, CLOSED),
                WAITING, List.of(OPENING, FOUND, WAITING, STOPPED, CLOSED),
                STOPPED, List.of(OPENING, FOUND, WAITING, STOPPED, CLOSED),
                CLOSED, List.of());
        allowed.forEach((state, next) -> assertThat(
                List.of(OPENING, FOUND, RUNNING, WAITING, STOPPED, CLOSED).stream().filter(state::allows))
                .as(state.toString())
                .containsExactlyElementsOf(next));
    }
}
