package dev.accountrisk.ingest;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one poll returned of one partition.
 *
 * @param nextOffset the first offset after them: transaction markers take offsets and are no records
 * @param caughtUp   whether the log holds no more records
 */
record PolledRecords(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset, boolean caughtUp) {
    int leaderEpoch() {
        return records.getLast().leaderEpoch().orElse(-1);
    }
}
