package dev.accountrisk.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerPostProcessor;

/**
 * Brings a consumer in line with its partitions before each poll: seeks where one was opened, pauses those that cannot take
 * records now, and lets the others go on. All that others decide about a partition is carried out here, on the consumer's own
 * thread, so that no order of events can leave one paused that may go on.
 */
final class ConsumerSteering implements ConsumerPostProcessor<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSteering.class);
    /** So much of the heap for records that wait, over all partitions; the rest is for work and for what is remembered. */
    private static final long HELD_BYTES_MAX = Runtime.getRuntime().maxMemory() / 5;
    /** How soon a partition that takes no records is looked at again. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long HINT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LivePartitions partitions;
    private final Writers writers;
    private final IngestObserver observer;

    ConsumerSteering(LivePartitions partitions, Writers writers, IngestObserver observer) {
        this.partitions = partitions;
        this.writers = writers;
        this.observer = observer;
    }

    @Override
    public Consumer<byte[], byte[]> apply(Consumer<byte[], byte[]> consumer) {
        Steered steered = new Steered(consumer);
        @SuppressWarnings("unchecked")
        Consumer<byte[], byte[]> proxy = (Consumer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{Consumer.class}, (self, method, arguments) -> steered.invoke(method, arguments));
        return proxy;
    }

    /** One consumer; belongs to its thread. */
    private final class Steered {
        private final Consumer<byte[], byte[]> consumer;
        private long hintedNanos = System.nanoTime();

        Steered(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        private Object invoke(Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("poll") && arguments[0] instanceof Duration timeout) {
                return poll(timeout);
            }
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }

        private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            boolean allTake = steer(consumer);
            if (System.nanoTime() - hintedNanos > HINT_EVERY_NANOS) {
                hintedNanos = System.nanoTime();
                hint(consumer, partitions.ofThisThread());
            }
            ConsumerRecords<byte[], byte[]> polled = pollTolerantly(consumer, allTake ? timeout : Duration.ZERO);
            if (!allTake && polled.isEmpty()) {
                // the consumer itself would not wait: while it holds records of a paused partition it spins
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return polled;
        }
    }

    /**
     * A poll comes back empty that fails because a partition has no offset yet: the consumer of the KIP-848 protocol looks for
     * committed offsets in the background and may find none before the listener was told of the partition.
     */
    private static ConsumerRecords<byte[], byte[]> pollTolerantly(Consumer<byte[], byte[]> consumer, Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (NoOffsetForPartitionException notToldYet) {
            return ConsumerRecords.empty();
        }
    }

    /** Seeks, pauses and resumes; answers whether all partitions take records. */
    boolean steer(Consumer<?, ?> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> paused = consumer.paused();
        boolean crowded = partitions.heldBytes() >= HELD_BYTES_MAX;
        List<TopicPartition> toPause = new ArrayList<>();
        List<TopicPartition> toResume = new ArrayList<>();
        boolean allTake = true;
        long nowNanos = System.nanoTime();
        for (LivePartition<?> partition : partitions.ofThisThread()) {
            TopicPartition id = partition.id();
            if (!assigned.contains(id)) {
                continue;
            }
            partition.takeSeek().ifPresent(seek -> seek(consumer, partition, seek));
            if (partition.callWriterIfOverdue(crowded, nowNanos, OVERDUE_NANOS)) {
                writers.call(partition);
            }
            boolean wants = partition.wantsRecords(crowded);
            allTake &= wants;
            if (wants == paused.contains(id)) {
                (wants ? toResume : toPause).add(id);
            }
        }
        if (!toPause.isEmpty()) {
            consumer.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            consumer.resume(toResume);
        }
        return allTake;
    }

    private void seek(Consumer<?, ?> consumer, LivePartition<?> partition, LivePartition.Seek seek) {
        TopicPartition id = partition.id();
        observer.counted(id.topic(), seek.happened());
        LivePartition.Opened to = seek.to();
        try {
            consumer.seek(id, new OffsetAndMetadata(to.nextOffset(),
                    to.leaderEpoch() < 0 ? Optional.empty() : Optional.of(to.leaderEpoch()), ""));
        } catch (RuntimeException failure) {
            // it would go on from wherever the consumer is
            partition.become(new PartitionStatus.Waiting("the consumer did not go to its position"));
            throw failure;
        }
        LOG.atInfo().addKeyValue("partition", id).addKeyValue("offset", to.nextOffset()).log("opened");
    }

    /** Commits the applied offsets: for lag tools only, and a commit that fails is none to worry about. */
    static void hint(Consumer<?, ?> consumer, List<LivePartition<?>> partitions) {
        Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
        for (LivePartition<?> partition : partitions) {
            partition.takeHint().ifPresent(offset -> hints.put(partition.id(), new OffsetAndMetadata(offset)));
        }
        hints.keySet().retainAll(consumer.assignment());
        if (!hints.isEmpty()) {
            consumer.commitAsync(hints, (offsets, failure) -> {
                if (failure != null) {
                    LOG.debug("the hint of the offsets was not taken", failure);
                }
            });
        }
    }
}
