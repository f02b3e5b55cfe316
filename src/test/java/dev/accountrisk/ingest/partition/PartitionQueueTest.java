package dev.accountrisk.ingest.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.NoServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records of a partition become a batch, and when. */
class PartitionQueueTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final Source SOURCE = new Source("t", "id", 0);
    private static final int BATCH_MAX = 10;
    private static final long OVERDUE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final ApplyResult DONE = new ApplyResult.Done(OutcomeCounts.NONE);

    private final AtomicInteger closed = new AtomicInteger();
    private final Topic<RiskUpdate> topic = NoServers.topic(closed::incrementAndGet, BATCH_MAX);
    private final LivePartition<RiskUpdate> partition = new LivePartition<>(ID, topic, NoServers.engines().open(topic));
    private final PartitionLife<RiskUpdate> life = partition.life();
    private final PartitionQueue<RiskUpdate> queue = partition.queue();

    @BeforeEach
    void open() {
        openAt(100);
    }

    @Test
    void aPartitionThatHasCaughtUpIsWrittenAtOnce() {
        assertThat(enqueue(100, 103, true)).as("a writer is called").isTrue();

        assertThat(takeOffsets()).containsExactly(100L, 101L, 102L);
        assertThat(life.appliedOffset()).as("until it is applied").hasValue(100);
    }

    @Test
    void whatComesWhileAWriterIsAtWorkIsTheNextBatch() {
        enqueue(100, 103, true);
        Drained<RiskUpdate> first = take();
        assertThat(enqueue(103, 104, true)).as("a second writer is called").isFalse();
        assertThat(enqueue(104, 106, true)).isFalse();

        assertThat(queue.complete(first, DONE)).as("the writer comes again").isTrue();
        Drained<RiskUpdate> second = take();
        assertThat(second.fromOffset()).isEqualTo(103);
        assertThat(second.nextOffset()).isEqualTo(106);
        assertThat(queue.complete(second, DONE)).isFalse();
        assertThat(life.appliedOffset()).hasValue(106);
    }

    @Test
    void aPartitionThatLagsWaitsUntilItIsFull() {
        assertThat(enqueue(100, 105, false)).isFalse();
        assertThat(queue.takesRecords(false)).isTrue();
        assertThat(enqueue(105, 111, false)).as("a writer is called").isTrue();

        assertThat(queue.takesRecords(false)).as("it wants more").isFalse();
        assertThat(takeOffsets()).hasSize(11);
        assertThat(queue.takesRecords(false)).as("it wants more while that is written").isTrue();
    }

    @Test
    void whatWaitsInVainIsWrittenAllTheSame() {
        enqueue(100, 105, false);

        assertThat(queue.flush(false, System.nanoTime(), OVERDUE_NANOS)).isFalse();
        assertThat(queue.flush(false, System.nanoTime() + 2 * OVERDUE_NANOS, OVERDUE_NANOS)).isTrue();
        assertThat(queue.flush(false, System.nanoTime() + 2 * OVERDUE_NANOS, OVERDUE_NANOS))
                .as("a second writer is called")
                .isFalse();
    }

    @Test
    void whereAllTogetherHoldTooMuchNothingWaitsForMore() {
        enqueue(100, 105, false);

        assertThat(queue.takesRecords(true)).isFalse();
        assertThat(queue.flush(true, System.nanoTime(), OVERDUE_NANOS)).isTrue();
    }

    @Test
    void aBatchThatFailsTakesWhatWaitsAfterItAlong() {
        enqueue(100, 103, true);
        Drained<RiskUpdate> first = take();
        enqueue(103, 106, true);

        assertThat(queue.complete(first, new ApplyResult.Unavailable(OutcomeCounts.NONE, "away"))).isFalse();
        assertThat(partition.status()).isEqualTo(PartitionStatus.waiting("away"));
        assertThat(queue.heldBytes()).isLessThan(10_000);
        assertThat(enqueue(106, 107, true)).isFalse();
        found(100);
        assertThat(enqueue(107, 108, true)).as("before the consumer has gone back").isFalse();
        assertThat(life.run()).hasValueSatisfying(start -> assertThat(start.nextOffset()).isEqualTo(100));
        assertThat(enqueue(100, 102, true)).isTrue();
        assertThat(takeOffsets()).containsExactly(100L, 101L);
    }

    @Test
    void noPositionCountsThatWasFoundWhileAWriterWasAtWork() {
        enqueue(100, 103, true);
        Drained<RiskUpdate> first = take();
        life.fail(PartitionStatus.waiting("the topic is gone"));
        found(100);

        assertThat(life.run()).isEmpty();
        assertThat(queue.complete(first, DONE)).isFalse();
        found(103);
        assertThat(life.run()).hasValueSatisfying(start -> assertThat(start.nextOffset()).isEqualTo(103));
    }

    @Test
    void recordsAreKeptWholeAfterOneWasRefusedWhoseBytesWereGone() {
        enqueue(100, 103, true);
        queue.complete(take(), new ApplyResult.Unkept(OutcomeCounts.NONE));
        found(101);
        assertThat(life.run()).isPresent();
        enqueue(101, 103, true);

        Drained<RiskUpdate> whole = take();
        assertThat(whole.records()).isInstanceOf(ArrayList.class);
        queue.complete(whole, DONE);
        // what has come while that was written is whole, too
        enqueue(103, 104, true);
        queue.complete(take(), DONE);
        enqueue(104, 105, true);
        assertThat(take().records()).isNotInstanceOf(ArrayList.class);
    }

    @Test
    void thePositionPassesWhatIsNoRecord() {
        var _ = enqueue(records(100, 101), 102, true);

        assertThat(take().nextOffset()).as("after the transaction's marker").isEqualTo(102);
    }

    @Test
    void thePositionPassesOffsetsOfAPollThatReturnedNoRecord() {
        enqueue(100, 103, true);
        assertThat(queue.complete(take(), DONE)).isFalse();

        assertThat(queue.pass(107, 3)).as("a writer is called").isTrue();
        Drained<RiskUpdate> nothing = take();
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.leaderEpoch()).as("of the markers, whose leader may be a later one").isEqualTo(3);
        assertThat(queue.complete(nothing, DONE)).isFalse();
        assertThat(life.appliedOffset()).hasValue(107);
        assertThat(queue.pass(107, 3)).as("a writer is called for nothing").isFalse();
    }

    @Test
    void offsetsWithoutRecordsAreNotPassedBeforeTheRecordsThatWait() {
        enqueue(100, 103, false);
        assertThat(queue.pass(107, 3)).isFalse();

        assertThat(queue.flush(false, System.nanoTime() + 2 * OVERDUE_NANOS, OVERDUE_NANOS)).isTrue();
        assertThat(takeOffsets()).containsExactly(100L, 101L, 102L);
    }

    @Test
    void aPartitionThatDoesNotRunPassesNothing() {
        life.fail(PartitionStatus.waiting("away"));

        assertThat(queue.pass(107, 3)).isFalse();
        openAt(100);
        assertThat(queue.drain()).isEmpty();
    }

    @Test
    void aPartitionThatHadTroubleIsWellOnceABatchIsApplied() {
        life.fail(PartitionStatus.stopped("no grant"));
        openAt(100);
        assertThat(partition.status()).as("it may fail again at once").isEqualTo(PartitionStatus.stopped("no grant"));

        enqueue(100, 101, true);
        queue.complete(take(), DONE);

        assertThat(partition.status()).isEqualTo(PartitionStatus.RUNNING);
    }

    @Test
    void aPartitionThatHadTroubleAndHasNothingToDoIsWellAfterAWhile() {
        life.fail(PartitionStatus.waiting("away"));
        openAt(100);

        queue.flush(false, System.nanoTime(), OVERDUE_NANOS);
        assertThat(partition.status().isRunning()).isFalse();
        queue.flush(false, System.nanoTime() + TimeUnit.SECONDS.toNanos(3), OVERDUE_NANOS);
        assertThat(partition.status().isRunning()).isTrue();
    }

    @Test
    void whatWasFetchedAndCannotBeReadIsAskedForOnceMoreToBeDropped() {
        life.failToRead("checksum");

        assertThat(life.takeFetchToDrop()).isTrue();
        assertThat(life.takeFetchToDrop()).isFalse();
        assertThat(partition.status()).isEqualTo(PartitionStatus.stopped("checksum"));
    }

    @Test
    void aLookThatFailsLateDoesNotStopWhatWasOpenedMeanwhile() {
        life.notFound(PartitionStatus.waiting("away"));

        assertThat(life.backlog().isPresent()).isTrue();
    }

    @Test
    void theLongerItFailsTheLongerItIsLeftAlone() {
        long lastPauseNanos = 0;
        for (int failures = 1; failures <= 5; failures++) {
            life.fail(PartitionStatus.waiting("away"));
            long pauseNanos = TimeUnit.MILLISECONDS.toNanos(125L << (failures - 1));
            assertThat(life.isDueToOpen(System.nanoTime() + lastPauseNanos)).isFalse();
            assertThat(life.isDueToOpen(System.nanoTime() + 2 * pauseNanos)).isTrue();
            found(100);
            lastPauseNanos = pauseNanos / 2;
        }
        assertThat(life.run()).isPresent();
        enqueue(100, 101, true);
        queue.complete(take(), DONE);
        life.fail(PartitionStatus.waiting("away"));
        assertThat(life.isDueToOpen(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250))).isTrue();
    }

    @Test
    void recordsThatWereBroughtBeforeAreNotTakenAgain() {
        enqueue(100, 103, true);

        assertThat(enqueue(98, 103, true)).isFalse();
        enqueue(101, 105, true);
        assertThat(takeOffsets()).containsExactly(100L, 101L, 102L, 103L, 104L);
    }

    @Test
    void offsetsOutOfOrderAreABug() {
        assertThatIllegalStateException().isThrownBy(() -> enqueue(records(100, 103).reversed(), 103, true))
                .withMessageContaining("t-0 has offset 101 between 103 and 103");
        assertThatIllegalStateException().isThrownBy(() -> enqueue(records(100, 103), 102, true))
                .withMessageContaining("t-0 has offset 102 between 102 and 102");
    }

    @Test
    void aClosedPartitionTakesNothingAndWaitsForItsWriter() throws InterruptedException {
        enqueue(100, 103, true);
        Drained<RiskUpdate> first = take();
        partition.close();
        partition.close();
        assertThat(enqueue(103, 104, true)).isFalse();

        Thread waits = Thread.ofPlatform().start(() -> partition.writer().await(System.nanoTime() + OVERDUE_NANOS));
        assertThat(waits.join(Duration.ofMillis(50))).as("it waits").isFalse();
        assertThat(queue.complete(first, DONE)).isFalse();
        waits.join();
        assertThat(life.appliedOffset()).hasValue(103);
        assertThat(closed).as("told once").hasValue(1);
    }

    private Drained<RiskUpdate> take() {
        return queue.drain().orElseThrow();
    }

    private List<Long> takeOffsets() {
        return take().records().stream().map(Received::offset).toList();
    }

    private void openAt(long offset) {
        found(offset);
        assertThat(life.run()).isPresent();
    }

    private void found(long offset) {
        assertThat(life.found(new StartPoint(SOURCE, offset, -1))).isEqualTo(OutcomeCounts.NONE);
    }

    private boolean enqueue(long from, long until, boolean caughtUp) {
        return enqueue(records(from, until), until, caughtUp);
    }

    private boolean enqueue(List<ConsumerRecord<byte[], byte[]>> polled, long nextOffset, boolean caughtUp) {
        List<Received<RiskUpdate>> decoded = polled.stream()
                .map(record -> Received.of(ConsumedRecords.input(record), topic.decoder()))
                .toList();
        return queue.enqueue(decoded, new PolledRecords(polled, nextOffset, 2, caughtUp), (name, counts) -> {});
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]))
                .toList();
    }
}
