package dev.accountrisk.ingest;

import dev.accountrisk.engine.OutcomeCounts;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Is told what becomes of records. */
@FunctionalInterface
public interface IngestObserver {
    /** Records of a topic are committed with these outcomes. */
    void counted(String topic, OutcomeCounts counts);

    /** What is to be remembered of a record until its batch begins, or null. */
    default @Nullable String contextOf(ConsumerRecord<byte[], byte[]> record) {
        return null;
    }

    /**
     * Records of one partition are about to be applied by this thread; what is answered is told the end.
     *
     * @param contexts what was to be remembered of them, in order and each once, up to a bound
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
