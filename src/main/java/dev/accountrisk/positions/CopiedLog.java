package dev.accountrisk.positions;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.OtherCluster;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the offset at which a position continues in a copy of its log on another cluster. Every record before that offset was before
 * the position, so none is left out. Records that the mirror copied twice may come once more. Where that is not certain, it refuses.
 */
final class CopiedLog {
    /** Of so many records together, no second run has the same timestamps, keys and values, unless they were copied twice. */
    private static final int RUN = 20;
    private static final int CHUNK = 500;
    private static final long NONE = -1;
    private static final int LOOK_FURTHER_BACK = 10;

    private final TopicLogs logs;
    private final LogReaders readers;

    /** @param logs of the cluster that has the copy */
    CopiedLog(TopicLogs logs, LogReaders readers) {
        this.logs = logs;
        this.readers = readers;
    }

    /**
     * Finds the offset by a header that the mirror adds to each record: its old offset. The old cluster is not asked.
     *
     * @param view a position, and the log that is the copy of its own
     */
    long byHeader(PositionView view, OffsetHeader header) throws BrokerException, PositionRefusedException {
        TopicPartition partition = partition(view);
        long position = view.nextOffset();
        long end = Objects.requireNonNull(view.end());
        long before = NONE;
        // one by one: after a restart the mirror copies some records again, and their old offsets fall
        try (LogReader reader = readers.open(partition, Objects.requireNonNull(view.beginning()), end)) {
            List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(CHUNK, () -> false);
            while (!chunk.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> copied : chunk) {
                    long old = header.of(copied);
                    if (old >= position) {
                        requireBegun(partition, position, before, old);
                        return copied.offset();
                    }
                    before = Math.max(before, old);
                }
                chunk = reader.next(CHUNK, () -> false);
            }
        }
        if (before != position - 1) {
            throw new PositionRefusedException("--topic", "the copy of " + partition
                    + (before == NONE ? " has no record" : " ends with the old offset " + before)
                    + ", and the position is " + position + ": wait until the mirror has copied more");
        }
        return end;
    }

    private static void requireBegun(TopicPartition partition, long position, long before, long next)
            throws PositionRefusedException {
        if (before == NONE && next > position) {
            throw new PositionRefusedException("--topic", "the copy of " + partition + " begins with the old offset "
                    + next + ", after the position " + position + ": records between may be missing");
        }
    }

    /**
     * Finds the offset by the records around the position in the old log, which has them still.
     *
     * @param view a position, and the log that is the copy of its own
     */
    long byRecords(PositionView view, OtherCluster old) throws BrokerException, PositionRefusedException {
        TopicPartition partition = partition(view);
        long position = view.nextOffset();
        requireSameTopic(view, old.logs().required(view.topic()));
        long beginning = offset(old.logs().beginnings(List.of(partition)), partition);
        long end = offset(old.logs().ends(List.of(partition)), partition);
        if (position < beginning || position > end) {
            throw new PositionRefusedException("--old-servers", "the log of " + partition + " holds " + beginning
                    + " to " + end + " there, and the position is " + position);
        }
        List<ConsumerRecord<byte[], byte[]>> before = before(old.readers(), partition, beginning, position);
        if (!before.isEmpty()) {
            RecordRun run = new RecordRun(before);
            return find(run, view) + 1;
        }
        List<ConsumerRecord<byte[], byte[]>> next = next(old.readers(), partition, position, end);
        if (!next.isEmpty()) {
            RecordRun run = new RecordRun(next);
            find(run, view);
            return run.firstOffset();
        }
        if (!Objects.equals(view.beginning(), view.end())) {
            throw new PositionRefusedException("--old-servers",
                    "the log of " + partition + " has no record there to look for, and its copy has some");
        }
        return Objects.requireNonNull(view.end());
    }

    private static void requireSameTopic(PositionView view, TopicIdentity old) throws PositionRefusedException {
        if (!old.id().equals(view.topicId())) {
            throw new PositionRefusedException("--old-servers", view.topic() + " has the id " + old.id()
                    + " there, and the positions belong to " + view.topicId());
        }
    }

    /** The last records before a position, a few. Offsets without a record may be in front of it. */
    private static List<ConsumerRecord<byte[], byte[]>> before(LogReaders readers, TopicPartition partition,
            long beginning, long position) throws BrokerException {
        long back = RUN;
        while (true) {
            long from = Math.max(beginning, position - back);
            Deque<ConsumerRecord<byte[], byte[]>> last = new ArrayDeque<>();
            try (LogReader reader = readers.open(partition, from, position)) {
                Collection<ConsumerRecord<byte[], byte[]>> chunk = reader.next(CHUNK, () -> false);
                while (!chunk.isEmpty()) {
                    chunk.forEach(last::addLast);
                    while (last.size() > RUN) {
                        last.removeFirst();
                    }
                    chunk = reader.next(CHUNK, () -> false);
                }
            }
            if (last.size() == RUN || from == beginning) {
                return List.copyOf(last);
            }
            back *= LOOK_FURTHER_BACK;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> next(LogReaders readers, TopicPartition partition,
            long position,
            long end) throws BrokerException {
        List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
        try (LogReader reader = readers.open(partition, position, end)) {
            List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(RUN, () -> false);
            while (!chunk.isEmpty() && next.size() < RUN) {
                next.addAll(chunk);
                chunk = reader.next(RUN - next.size(), () -> false);
            }
        }
        return next;
    }

    /** The offset of the run's last record in the copy. */
    private long find(RecordRun run, PositionView view) throws BrokerException, PositionRefusedException {
        TopicPartition partition = partition(view);
        Long from = logs.firstSince(List.of(partition), run.leastTimestamp()).get(partition);
        if (from != null) {
            try (LogReader reader = readers.open(partition, from, Objects.requireNonNull(view.end()))) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(CHUNK, () -> false);
                while (!chunk.isEmpty()) {
                    for (ConsumerRecord<byte[], byte[]> copied : chunk) {
                        if (run.endsWith(copied)) {
                            return copied.offset();
                        }
                    }
                    chunk = reader.next(CHUNK, () -> false);
                }
            }
        }
        throw new PositionRefusedException("--topic", "the copy of " + partition
                + " does not have the records around the position " + view.nextOffset()
                + " with their timestamps, keys and values: the mirror has not copied them yet, or changes them");
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition)
            throws PositionRefusedException {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new PositionRefusedException("--old-servers", "there is no partition " + partition + " there");
        }
        return offset;
    }

    private static TopicPartition partition(PositionView view) {
        return new TopicPartition(view.topic(), view.partition());
    }
}
