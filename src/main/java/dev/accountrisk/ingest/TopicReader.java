package dev.accountrisk.ingest;

import dev.accountrisk.apply.Engine;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How the records of one topic are read and applied.
 *
 * @param batchRecordsMax how many records of a partition may wait for the next batch, or a poll's more
 */
public record TopicReader<T>(String topic, RecordDecoder<T> decoder, Supplier<Engine<T>> engines,
        Runnable engineClosed, int batchRecordsMax) {

    LivePartition<T> open(TopicPartition id) {
        return new LivePartition<>(id, this);
    }
}
