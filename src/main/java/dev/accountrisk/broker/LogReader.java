package dev.accountrisk.broker;

import dev.accountrisk.consumer.budget.PollBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of one partition between two offsets, in order, a chunk at a time. Belongs to one thread. */
public final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED_MAX = Duration.ofMinutes(2);
    /**
     * A chunk has fewer records than asked for when they are this large together. There may be a reader for each processor, and all
     * of their chunks have room in a part of the heap.
     */
    static final long CHUNK_BYTES_MAX = Math.min(32L << 20,
            Runtime.getRuntime().maxMemory() / 16 / Runtime.getRuntime().availableProcessors());

    private final Consumer<byte[], byte[]> consumer;
    private final Runnable closing;
    private final TopicPartition partition;
    private final long until;
    private long position;
    private final LongSupplier nanoTime;
    private long progressNanos;
    private List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();
    private long waitingBytes;

    /**
     * Reads with a consumer that belongs to no group.
     *
     * @param closing called once, when the reader is closed
     */
    public LogReader(Consumer<byte[], byte[]> consumer, Runnable closing, TopicPartition partition, long from,
            long until) {
        this(consumer, closing, partition, from, until, System::nanoTime);
    }

    LogReader(Consumer<byte[], byte[]> consumer, Runnable closing, TopicPartition partition, long from, long until,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.consumer = consumer;
        this.closing = closing;
        this.partition = partition;
        this.position = from;
        this.until = until;
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
    }

    /**
     * Reads the next records: as many as asked for, or fewer where they are large.
     *
     * @param limit     the most records
     * @param cancelled says whether to give up
     * @return no record at the end of the range, or when it gave up
     */
    public List<ConsumerRecord<byte[], byte[]>> next(int limit, BooleanSupplier cancelled) throws BrokerException {
        // the caller may have been away for longer than a stall
        progressNanos = nanoTime.getAsLong();
        while (waiting.size() < limit && waitingBytes < CHUNK_BYTES_MAX && position < until
                && !cancelled.getAsBoolean()) {
            poll();
        }
        if (cancelled.getAsBoolean()) {
            return List.of();
        }
        List<ConsumerRecord<byte[], byte[]>> chunk = List.copyOf(waiting.subList(0, Math.min(limit, waiting.size())));
        waiting = new ArrayList<>(waiting.subList(chunk.size(), waiting.size()));
        waitingBytes = waiting.stream().mapToLong(PollBudget::bytes).sum();
        return chunk;
    }

    private void poll() throws BrokerException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < until) {
                    waiting.add(record);
                    waitingBytes += PollBudget.bytes(record);
                }
            }
            // passes markers and aborted records too
            advanceTo(consumer.position(partition));
        } catch (OffsetOutOfRangeException gone) {
            throw new RecordsGoneException(partition, position);
        } catch (KafkaException failure) {
            throw new BrokerException("records of " + partition + " from offset " + position, failure);
        }
    }

    private void advanceTo(long reached) throws BrokerException {
        long nowNanos = nanoTime.getAsLong();
        if (reached > position) {
            position = reached;
            progressNanos = nowNanos;
        } else if (nowNanos - progressNanos > STALLED_MAX.toNanos()) {
            throw new BrokerException("records of " + partition + " from offset " + position + ": none for "
                    + STALLED_MAX.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
