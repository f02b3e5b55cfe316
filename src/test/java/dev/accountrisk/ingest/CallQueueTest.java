package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.partition.Drained;
import dev.accountrisk.ingest.partition.LivePartition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the partitions that wait are written together. */
class CallQueueTest {
    private final Engines engines = NoServers.engines();
    private final Topic<RiskUpdate> topic = NoServers.topic(() -> {}, 10);
    private final CallQueue calls = new CallQueue();

    private LivePartition<RiskUpdate> waiting(int number) {
        return WaitingPartition.of(number, "id", topic, engines);
    }

    @Test
    void aPartitionInTroubleDoesNotHoldUpItsCompanionsASecondTime() {
        LivePartition<RiskUpdate> first = waiting(0);
        LivePartition<RiskUpdate> sick = waiting(1);
        LivePartition<RiskUpdate> third = waiting(2);
        Drained<RiskUpdate> batch = sick.queue().drain().orElseThrow();
        assertThat(sick.queue().complete(batch, new ApplyResult.Unavailable(OutcomeCounts.NONE, "a row is locked")))
                .isFalse();
        WaitingPartition.runWithOneRecord(sick, "id", topic);

        calls.add(List.of(first, sick, third));
        assertThat(calls.take()).containsExactly(first, third);
        assertThat(calls.take()).containsExactly(sick);

        assertThat(sick.queue().complete(sick.queue().drain().orElseThrow(), new ApplyResult.Done(OutcomeCounts.NONE)))
                .isFalse();
        assertThat(sick.queue().lastFailed()).as("well again").isFalse();
    }
}
