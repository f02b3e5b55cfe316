package dev.accountrisk.ingest.partition;

import dev.accountrisk.engine.record.OutcomeCounts;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Observes what happens to records. */
@FunctionalInterface
public interface IngestObserver {
    /** Records of a topic are committed with these outcomes. */
    void counted(String topic, OutcomeCounts counts);

    /** What the observer needs of a record when its batch begins, or null. */
    default @Nullable String contextOf(ConsumerRecord<byte[], byte[]> record) {
        return null;
    }

    /**
     * This thread is about to apply records of one partition. The returned object is told when it is done.
     *
     * @param contexts what the observer needed of them, in order and without repetition, up to a limit
     */
    default Ending began(TopicPartition partition, long firstOffset, int records, Set<String> contexts) {
        return outcome -> {};
    }

    /** Waits for the end of a batch. */
    @FunctionalInterface
    interface Ending {
        /** The batch ended on the thread that began it. */
        void ended(String outcome);
    }
}
