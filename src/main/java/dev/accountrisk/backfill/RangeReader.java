package dev.accountrisk.backfill;

import dev.accountrisk.job.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of a range in their order, a chunk at a time, as a consumer of no group. */
final class RangeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Runnable closing;
    private final TopicPartition partition;
    private final long until;
    private final StopSignal stop;
    private List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();

    RangeReader(KafkaConsumer<byte[], byte[]> consumer, Runnable closing, Range range, StopSignal stop) {
        this.consumer = consumer;
        this.closing = closing;
        this.partition = new TopicPartition(range.source().topic(), range.source().partition());
        this.until = range.until();
        this.stop = stop;
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.from());
    }

    /** The next records, at most so many; none when the range is at its end or the job is to end. */
    List<ConsumerRecord<byte[], byte[]>> next(int recordsMax) throws RefusedException {
        while (waiting.size() < recordsMax && position() < until && !stop.isStopped()) {
            poll();
        }
        if (stop.isStopped()) {
            return List.of();
        }
        List<ConsumerRecord<byte[], byte[]>> chunk = waiting.subList(0, Math.min(recordsMax, waiting.size()));
        waiting = new ArrayList<>(waiting.subList(chunk.size(), waiting.size()));
        return chunk;
    }

    private long position() {
        return consumer.position(partition);
    }

    private void poll() throws RefusedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < until) {
                    waiting.add(record);
                }
            }
        } catch (OffsetOutOfRangeException gone) {
            throw new RefusedException("--from", "records of " + partition + " went from the log while it was read");
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
