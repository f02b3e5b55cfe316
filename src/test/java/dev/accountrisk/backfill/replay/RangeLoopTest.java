package dev.accountrisk.backfill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.wire.ReaderUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A range is processed in order and in chunks, up to its end, a stop, or a record that must wait. */
class RangeLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Range RANGE = new Range(new Source("t", "id", 0), 0, 0, 5);

    private final StopSignal stop = new StopSignal();
    private final ReplayThrottle throttle = new ReplayThrottle(0, new LagThrottle(0), stop);
    private final RangeLoop loop = new RangeLoop(RangeLoopTest::reader, throttle, 2);
    private final List<List<Long>> chunks = new ArrayList<>();

    @Test
    void everyRecordOfTheRangeIsProcessedInChunks() throws Exception {
        assertThat(loop.run(RANGE, this::keep)).isEqualTo(RangeEnd.COMPLETE);
        assertThat(chunks).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
        assertThat(throttle.records()).isEqualTo(5);
        assertThat(next()).isEqualTo(5);
    }

    @Test
    void anEmptyRangeIsComplete() throws Exception {
        assertThat(loop.run(RANGE.from(5), this::keep)).isEqualTo(RangeEnd.COMPLETE);
        assertThat(chunks).isEmpty();
    }

    @Test
    void aStopEndsItAfterTheChunkInHand() throws Exception {
        assertThat(loop.run(RANGE, chunk -> {
            stop.stop();
            return keep(chunk);
        })).isEqualTo(RangeEnd.CANCELLED);
        assertThat(chunks).hasSize(1);
    }

    @Test
    void aRecordThatMustWaitBlocksTheRange() throws Exception {
        assertThat(loop.run(RANGE, chunk -> chunk.getFirst().offset() == 2 ? 1 : keep(chunk)))
                .isEqualTo(RangeEnd.BLOCKED);
        assertThat(throttle.records()).isEqualTo(3);
        assertThat(next()).as("the record that waits").isEqualTo(3);
    }

    @Test
    void aDecoderThatDoesNotAnswerIsWaitedForAndNoRecordIsPassed() throws Exception {
        AtomicInteger away = new AtomicInteger(1);

        assertThat(loop.run(RANGE, chunk -> {
            if (chunk.getFirst().offset() == 2 && away.getAndDecrement() > 0) {
                throw new ReaderUnavailableException("away", new IOException());
            }
            return keep(chunk);
        })).isEqualTo(RangeEnd.COMPLETE);
        assertThat(chunks).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
    }

    @Test
    void aStopEndsTheWaitForADecoder() throws Exception {
        assertThat(loop.run(RANGE, chunk -> {
            stop.stop();
            throw new ReaderUnavailableException("away", new IOException());
        })).isEqualTo(RangeEnd.CANCELLED);
        assertThat(throttle.records()).isZero();
    }

    private long next() {
        return Objects.requireNonNull(throttle.progress().reached().get(RANGE.source())).next();
    }

    private int keep(List<ConsumerRecord<byte[], byte[]>> chunk) {
        chunks.add(chunk.stream().map(ConsumerRecord::offset).toList());
        return chunk.size();
    }

    /** A log of eight records: more than the range. */
    private static LogReader reader(TopicPartition partition, long from, long until) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        LogReader reader = new LogReader(consumer, consumer::close, partition, from, until);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        for (long offset = from; offset < 8; offset++) {
            consumer.addRecord(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
        }
        return reader;
    }
}
