package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.LivePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits applied offsets to Kafka, for tools that show lag. Nobody resumes from there, so a commit may fail. */
final class CommitHints {
    private static final Logger LOG = LoggerFactory.getLogger(CommitHints.class);
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private long nextNanos = System.nanoTime();

    /** Commits changed offsets, about once a second. */
    void commitNowAndThen(Consumer<?, ?> consumer, List<LivePartition<?>> partitions) {
        if (System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + EVERY_NANOS;
            Map<TopicPartition, OffsetAndMetadata> hints = of(consumer, partitions);
            hints.entrySet().removeAll(committed.entrySet());
            committed.putAll(hints);
            commit(consumer, hints);
        }
    }

    /** Commits the applied offsets of partitions that are about to be revoked. */
    static void commitNow(Consumer<?, ?> consumer, List<LivePartition<?>> partitions) {
        commit(consumer, of(consumer, partitions));
    }

    private static Map<TopicPartition, OffsetAndMetadata> of(Consumer<?, ?> consumer,
            List<LivePartition<?>> partitions) {
        Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
        partitions.forEach(partition -> partition.life()
                .appliedOffset()
                .ifPresent(offset -> hints.put(partition.id(), new OffsetAndMetadata(offset))));
        hints.keySet().retainAll(consumer.assignment());
        return hints;
    }

    private static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> hints) {
        if (!hints.isEmpty()) {
            consumer.commitAsync(hints, (offsets, failure) -> {
                if (failure != null) {
                    LOG.debug("the broker did not take the applied offsets; the next commit brings newer ones",
                            failure);
                }
            });
        }
    }
}
