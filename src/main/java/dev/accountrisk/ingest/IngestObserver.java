package dev.accountrisk.ingest;

import dev.accountrisk.apply.OutcomeCounts;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Is told what becomes of records. */
@FunctionalInterface
public interface IngestObserver {
    /** Records of a topic are committed with these outcomes. */
    void counted(String topic, OutcomeCounts counts);

    /** Records of one partition are about to be applied by this thread; what is answered is told the end. */
    default Ending began(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return outcome -> {};
    }

    /** Waits for the end of a batch. */
    @FunctionalInterface
    interface Ending {
        /** The batch ended on the thread that began it. */
        void ended(String outcome);
    }
}
