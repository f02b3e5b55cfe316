package dev.accountrisk.ingest.partition;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition that one poll returned.
 *
 * @param nextOffset the first offset after them; transaction markers take offsets but are not records
 * @param caughtUp   whether the log holds no more records
 */
public record PolledRecords(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset, boolean caughtUp) {
    int leaderEpoch() {
        return records.getLast().leaderEpoch().orElse(-1);
    }
}
