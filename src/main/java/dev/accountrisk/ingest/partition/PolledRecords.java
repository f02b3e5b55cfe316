package dev.accountrisk.ingest.partition;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition that one poll returned.
 *
 * @param nextOffset the first offset after them; transaction markers take offsets but are not records
 * @param leaderEpoch the leader epoch of what lies before that offset, records and markers; -1 if it is not known
 * @param caughtUp   whether the log holds no more records
 */
public record PolledRecords(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset, int leaderEpoch,
        boolean caughtUp) {}
