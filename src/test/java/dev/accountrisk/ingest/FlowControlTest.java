package dev.accountrisk.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.consumer.budget.PollBudget;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionLife;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.StartPoint;
import dev.accountrisk.threads.VitalThreads;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.ReaderUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

/** What the consumer's thread, the keeper and a writer do to one partition at the same moment. No server answers. */
@ExtendWith(OutputCaptureExtension.class)
class FlowControlTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    /** The default of {@code group_replication_transaction_size_limit}. */
    private static final long GROUP_TRANSACTION_BYTES_MAX = 150_000_000;
    private static final StartPoint START = new StartPoint(new Source("t", "id", 0), 7, -1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Admin admin = NoServers.admin();
    private final LivePartitions partitions = new LivePartitions(
            List.of(NoServers.topic(() -> {}, 1, FlowControlTest::decode)), NoServers.engines());
    private final IngestObserver observer = (topic, counts) -> {};
    private final TopicLogs logs = new TopicLogs(admin);
    private final IdentityCheck identity = new IdentityCheck(logs);
    private final VitalThreads threads = new VitalThreads(() -> {});
    private final Writers writers = new Writers(1,
            new BatchWriter(identity, NoServers.engines(), observer), IngestTimes.DEFAULT, threads);
    private final FlowControl flow = new FlowControl(partitions, writers);
    private final PartitionKeeper keeper = new PartitionKeeper(partitions, partition -> {}, identity,
            new PositionWatch(NoServers.engines().positions()), new LagMeter(logs),
            new GroupWatch(partitions, logs, new GroupMembers(admin), "g", () -> false), threads);
    private final Assignments assignments = new Assignments(partitions, keeper, IngestTimes.DEFAULT);
    private final RecordListener listener = new RecordListener(partitions, identity, assignments, writers, observer);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ID));
        consumer.updateBeginningOffsets(Map.of(ID, 0L));
        assignments.onPartitionsAssigned(consumer, List.of(ID));
    }

    @AfterEach
    void close() {
        // first, because the keeper waits ten seconds for an answer
        admin.close(Duration.ZERO);
        keeper.close();
        writers.close();
    }

    @Test
    void whatWaitsFitsIntoATransactionOfAGroup() {
        long pollBytesMax = (16L << 20) + PollBudget.RECORD_BYTES_MAX;
        assertThat(FlowControl.heldBytesMax(8L << 30) + pollBytesMax).isLessThan(GROUP_TRANSACTION_BYTES_MAX);
        assertThat(FlowControl.heldBytesMax(240L << 20)).isEqualTo(30L << 20);
    }

    @Test
    void aPartitionThatIsNotOpenedTakesNoRecords() {
        assertThat(consumer.paused()).containsExactly(ID);
        assertThat(partition().status().phase()).isEqualTo(PartitionStatus.Phase.OPENING);
        assertThat(flow.steer(consumer)).as("all take records").isFalse();
    }

    @Test
    void aPartitionThatIsOpenedResumesAtItsPosition(CapturedOutput output) {
        life().found(START);

        assertThat(flow.steer(consumer)).as("all take records").isTrue();
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(ID)).isEqualTo(7);
        assertThat(output).as("the benchmark waits for this text").contains("partition opened");
    }

    @Test
    void aPartitionThatFailsAndIsOpenedAgainGoesBackToItsPosition(CapturedOutput output) {
        life().found(START);
        steer();
        consumer.seek(ID, 20);
        life().fail(PartitionStatus.waiting("away"));
        steer();
        assertThat(consumer.paused()).containsExactly(ID);

        life().found(START);
        steer();

        assertThat(StringUtils.countOccurrencesOf(output.getAll(), "partition opened")).as("it may fail again").isOne();
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(ID)).isEqualTo(7);
    }

    @Test
    void whatWasPolledBeforeASeekIsNotEnqueuedAfterIt() {
        life().found(START);
        steer();
        TopicPartition unknown = new TopicPartition("t", 1);
        consumer.assign(List.of(ID, unknown));
        consumer.updateBeginningOffsets(Map.of(unknown, 0L));
        // polled at 20, and by then another thread has found that it has to go back to 7
        life().fail(PartitionStatus.waiting("away"));
        life().found(START);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
        polled.put(unknown, List.of(new ConsumerRecord<>("t", 1, 0, new byte[0], new byte[0])));
        polled.put(ID, List.of(new ConsumerRecord<>("t", 0, 20, new byte[0], new byte[0])));

        listener.onMessage(new ConsumerRecords<>(polled, Map.of()), null, consumer);

        assertThat(partition().queue().waitingRecords()).isZero();
        steer();
        assertThat(consumer.position(ID)).isEqualTo(7);
    }

    @Test
    void whileAllWritersAreBusyTheQuestionIsLeftToThem() {
        life().found(START);
        steer();
        poll("{}");
        // it waits for an answer that does not come
        await("the writer is busy").until(writers::areBusy);
        TopicPartition other = new TopicPartition("u", 0);

        listener.onMessage(
                new ConsumerRecords<>(Map.of(other, List.of(new ConsumerRecord<>("u", 0, 0, new byte[0], new byte[0]))),
                        Map.of()),
                null, consumer);

        // a question that is sent now fails at once
        admin.close(Duration.ZERO);
        assertThatThrownBy(() -> identity.newestId("u")).as("it is sent when somebody needs the answer")
                .isInstanceOf(BrokerException.class);
    }

    @Test
    void whatWasPolledBeforeTheGroupTookThePartitionIsDropped() {
        TopicPartition taken = new TopicPartition("t", 1);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = Map.of(taken,
                List.of(new ConsumerRecord<>("t", 1, 0, new byte[0], new byte[0])));

        listener.onMessage(new ConsumerRecords<>(polled, Map.of()), null, consumer);

        assertThat(partitions.get(taken)).isNull();
        assertThat(partitions.get(ID)).as("the others stay").isNotNull();
    }

    @Test
    void aPartitionWhoseConsumerDidNotGoThereDoesNotRun() {
        life().found(START);
        MockConsumer<byte[], byte[]> refusing = new MockConsumer<>("earliest") {
            @Override
            public synchronized void seek(TopicPartition id, OffsetAndMetadata offset) {
                throw new TimeoutException("no answer");
            }
        };
        refusing.assign(List.of(ID));

        assertThatThrownBy(() -> flow.steer(refusing)).isInstanceOf(TimeoutException.class);
        assertThat(partition().status().phase()).isEqualTo(PartitionStatus.Phase.WAITING);
    }

    @Test
    void aPartitionThatWasLostIsNotSteered() {
        life().found(START);
        partitions.remove(List.of(ID));

        assertThat(flow.steer(consumer)).as("all take records").isTrue();
        assertThat(consumer.position(ID)).isZero();
    }

    @Test
    void aPartitionThatCannotBeReadIsPolledOnceMoreAndThenPaused() {
        life().found(START);
        steer();
        life().failToRead("checksum");

        steer();
        assertThat(consumer.paused()).as("the client drops what it has fetched").isEmpty();
        steer();
        assertThat(consumer.paused()).containsExactly(ID);
    }

    @Test
    void aPartitionWhoseDecoderDoesNotAnswerWaitsAndReadsTheRecordsAgain() {
        life().found(START);
        steer();
        poll("away");
        assertThat(partition().status()).isEqualTo(PartitionStatus.waiting("the decoder waits"));
        assertThat(partition().queue().waitingRecords()).isZero();
        steer();
        assertThat(consumer.paused()).containsExactly(ID);

        life().found(START);
        steer();
        assertThat(consumer.position(ID)).isEqualTo(7);
        assertThat(consumer.paused()).isEmpty();
    }

    private void poll(String value) {
        consumer.seek(ID, 8);
        listener.onMessage(
                new ConsumerRecords<>(
                        Map.of(ID, List.of(new ConsumerRecord<>("t", 0, 7, new byte[0], value.getBytes(UTF_8)))),
                        Map.of(ID, new OffsetAndMetadata(8))),
                null, consumer);
    }

    private static Decoded<RiskUpdate> decode(InputRecord record) {
        if (Arrays.equals(record.value(), "away".getBytes(UTF_8))) {
            throw new ReaderUnavailableException("the decoder waits", new IOException());
        }
        return new Decoded.Invalid<>(ParkReason.EMPTY, "empty");
    }

    private void steer() {
        var _ = flow.steer(consumer);
    }

    private LivePartition<?> partition() {
        return Objects.requireNonNull(partitions.get(ID));
    }

    private PartitionLife<?> life() {
        return partition().life();
    }
}
