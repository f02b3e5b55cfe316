package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records of a partition become a batch, and when. */
class LivePartitionTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final Source SOURCE = new Source("t", "id", 0);
    private static final int BATCH_MAX = 10;
    private static final long OVERDUE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final ApplyResult DONE = new ApplyResult.Done(OutcomeCounts.NONE);
    private static final TopicCatalog.Asked TOPIC_IDS = () -> Map.of("t", "id");

    private final AtomicInteger closed = new AtomicInteger();
    private final Topic<RiskUpdate> topic = NoServers.topic(closed::incrementAndGet, BATCH_MAX);
    private final LivePartition<RiskUpdate> partition = new LivePartition<>(ID, topic, NoServers.engines().open(topic));

    @BeforeEach
    void open() {
        partition.open(new LivePartition.Opened(SOURCE, 100, -1));
        assertThat(partition.takeSeek()).isPresent();
    }

    @Test
    void aPartitionThatHasCaughtUpIsWrittenAtOnce() {
        assertThat(bring(100, 103, true)).as("a writer is called").isTrue();

        assertThat(takeOffsets()).containsExactly(100L, 101L, 102L);
        assertThat(partition.nextOffset()).as("until it is applied").isEqualTo(100);
    }

    @Test
    void whatComesWhileAWriterIsAtWorkIsTheNextBatch() {
        bring(100, 103, true);
        WaitingRecords.Taken<RiskUpdate> first = take();
        assertThat(bring(103, 104, true)).as("a second writer is called").isFalse();
        assertThat(bring(104, 106, true)).isFalse();

        assertThat(partition.applied(first.batch(), DONE)).as("the writer comes again").isTrue();
        WaitingRecords.Taken<RiskUpdate> second = take();
        assertThat(second.batch().fromOffset()).isEqualTo(103);
        assertThat(second.batch().nextOffset()).isEqualTo(106);
        assertThat(partition.applied(second.batch(), DONE)).isFalse();
        assertThat(partition.nextOffset()).isEqualTo(106);
    }

    @Test
    void aPartitionThatIsBehindWaitsUntilItIsFull() {
        assertThat(bring(100, 105, false)).isFalse();
        assertThat(partition.wantsRecords(false)).isTrue();
        assertThat(bring(105, 111, false)).as("a writer is called").isTrue();

        assertThat(partition.wantsRecords(false)).as("it wants more").isFalse();
        assertThat(takeOffsets()).hasSize(11);
        assertThat(partition.wantsRecords(false)).as("it wants more while that is written").isTrue();
    }

    @Test
    void whatWaitsInVainIsWrittenAllTheSame() {
        bring(100, 105, false);

        assertThat(partition.callWriterIfOverdue(false, System.nanoTime(), OVERDUE_NANOS)).isFalse();
        assertThat(partition.callWriterIfOverdue(false, System.nanoTime() + 2 * OVERDUE_NANOS, OVERDUE_NANOS)).isTrue();
        assertThat(partition.callWriterIfOverdue(false, System.nanoTime() + 2 * OVERDUE_NANOS, OVERDUE_NANOS))
                .as("a second writer is called")
                .isFalse();
    }

    @Test
    void whereAllTogetherHoldTooMuchNothingWaitsForMore() {
        bring(100, 105, false);

        assertThat(partition.wantsRecords(true)).isFalse();
        assertThat(partition.callWriterIfOverdue(true, System.nanoTime(), OVERDUE_NANOS)).isTrue();
    }

    @Test
    void aBatchThatFailsTakesWhatWaitsBehindItAlong() {
        bring(100, 103, true);
        WaitingRecords.Taken<RiskUpdate> first = take();
        bring(103, 106, true);

        assertThat(partition.applied(first.batch(), new ApplyResult.Unavailable(OutcomeCounts.NONE, "away"))).isFalse();
        assertThat(partition.status()).isEqualTo(new PartitionStatus.Waiting("away"));
        assertThat(partition.heldBytes()).isLessThan(10_000);
        assertThat(bring(106, 107, true)).isFalse();
        partition.open(new LivePartition.Opened(SOURCE, 100, -1));
        assertThat(bring(107, 108, true)).as("before the consumer has gone back").isFalse();
        assertThat(partition.takeSeek()).hasValueSatisfying(seek -> assertThat(seek.to().nextOffset()).isEqualTo(100));
        assertThat(bring(100, 102, true)).isTrue();
        assertThat(takeOffsets()).containsExactly(100L, 101L);
    }

    @Test
    void noPositionCountsThatWasFoundWhileAWriterWasAtWork() {
        bring(100, 103, true);
        WaitingRecords.Taken<RiskUpdate> first = take();
        partition.become(new PartitionStatus.Waiting("the topic is gone"));
        partition.open(new LivePartition.Opened(SOURCE, 100, -1));

        assertThat(partition.takeSeek()).isEmpty();
        assertThat(partition.applied(first.batch(), DONE)).isFalse();
        partition.open(new LivePartition.Opened(SOURCE, 103, -1));
        assertThat(partition.takeSeek()).hasValueSatisfying(seek -> assertThat(seek.to().nextOffset()).isEqualTo(103));
    }

    @Test
    void recordsAreKeptWholeAfterOneWasRefusedWhoseBytesWereGone() {
        bring(100, 103, true);
        partition.applied(take().batch(), new ApplyResult.Unkept(OutcomeCounts.NONE));
        partition.open(new LivePartition.Opened(SOURCE, 101, -1));
        assertThat(partition.takeSeek()).isPresent();
        bring(101, 103, true);

        WaitingRecords.Taken<RiskUpdate> whole = take();
        assertThat(whole.batch().records()).isInstanceOf(ArrayList.class);
        partition.applied(whole.batch(), DONE);
        // what has come while that was written is whole, too
        bring(103, 104, true);
        partition.applied(take().batch(), DONE);
        bring(104, 105, true);
        assertThat(take().batch().records()).isNotInstanceOf(ArrayList.class);
    }

    @Test
    void thePositionPassesWhatIsNoRecord() {
        List<ConsumerRecord<byte[], byte[]>> polled = List
                .of(new ConsumerRecord<>("t", 0, 100, new byte[0], new byte[0]));
        var _ = partition.bring(polled, 102, true, TOPIC_IDS, (topic, counts) -> {});

        assertThat(take().batch().nextOffset()).as("behind the transaction's marker").isEqualTo(102);
    }

    @Test
    void aLookThatFailsLateDoesNotStopWhatWasOpenedMeanwhile() {
        partition.stayClosed(new PartitionStatus.Waiting("away"));

        assertThat(partition.isRunning()).isTrue();
    }

    @Test
    void theLongerItFailsTheLongerItIsLeftAlone() {
        long lastPauseNanos = 0;
        for (int failures = 1; failures <= 5; failures++) {
            partition.become(new PartitionStatus.Waiting("away"));
            long pauseNanos = TimeUnit.MILLISECONDS.toNanos(125L << (failures - 1));
            assertThat(partition.isDueToOpen(System.nanoTime() + lastPauseNanos)).isFalse();
            assertThat(partition.isDueToOpen(System.nanoTime() + 2 * pauseNanos)).isTrue();
            partition.open(new LivePartition.Opened(SOURCE, 100, -1));
            lastPauseNanos = pauseNanos / 2;
        }
        assertThat(partition.takeSeek()).isPresent();
        bring(100, 101, true);
        partition.applied(take().batch(), DONE);
        partition.become(new PartitionStatus.Waiting("away"));
        assertThat(partition.isDueToOpen(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250))).isTrue();
    }

    @Test
    void recordsThatWereBroughtBeforeAreNotTakenAgain() {
        bring(100, 103, true);

        assertThat(bring(98, 103, true)).isFalse();
        bring(101, 105, true);
        assertThat(takeOffsets()).containsExactly(100L, 101L, 102L, 103L, 104L);
    }

    @Test
    void aClosedPartitionTakesNothingAndWaitsForItsWriter() throws InterruptedException {
        bring(100, 103, true);
        WaitingRecords.Taken<RiskUpdate> first = take();
        partition.close();
        partition.close();
        assertThat(bring(103, 104, true)).isFalse();

        Thread waits = Thread.ofPlatform().start(() -> partition.awaitWriter(System.nanoTime() + OVERDUE_NANOS));
        assertThat(waits.join(Duration.ofMillis(50))).as("it waits").isFalse();
        assertThat(partition.applied(first.batch(), DONE)).isFalse();
        waits.join();
        assertThat(partition.nextOffset()).isEqualTo(103);
        assertThat(closed).as("told once").hasValue(1);
    }

    private WaitingRecords.Taken<RiskUpdate> take() {
        return partition.take().orElseThrow();
    }

    private List<Long> takeOffsets() {
        return take().batch().records().stream().map(Received::offset).toList();
    }

    private boolean bring(long from, long until, boolean caughtUp) {
        List<ConsumerRecord<byte[], byte[]>> polled = LongStream.range(from, until)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]))
                .toList();
        return partition.bring(polled, until, caughtUp, TOPIC_IDS, (topic, counts) -> {});
    }
}
