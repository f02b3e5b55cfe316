package dev.accountrisk.ingest;

import dev.accountrisk.apply.ApplyResult;
import dev.accountrisk.apply.Batch;
import dev.accountrisk.apply.Engine;
import dev.accountrisk.apply.Received;
import dev.accountrisk.apply.Source;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes what was polled of one partition and hands it to the partition's engine. */
final class PartitionConsumer<T> {
    private final RecordDecoder<T> decoder;
    private final Engine<T> engine;
    private final Runnable closed;

    PartitionConsumer(RecordDecoder<T> decoder, Engine<T> engine, Runnable closed) {
        this.decoder = decoder;
        this.engine = engine;
        this.closed = closed;
    }

    /** Decodes records; those before the offset were applied already. */
    List<Received<T>> decode(List<ConsumerRecord<byte[], byte[]>> records, long fromOffset) {
        List<Received<T>> decoded = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= fromOffset) {
                decoded.add(new Received<>(record.offset(), record.timestamp(), record.key(), record.value(),
                        decoder.decode(record.key(), record.value(), record.timestamp())));
            }
        }
        return decoded;
    }

    ApplyResult apply(Source source, long fromOffset, long nextOffset, int leaderEpoch, List<Received<T>> records) {
        return engine.apply(new Batch<>(source, fromOffset, nextOffset, leaderEpoch, records));
    }

    void close() {
        closed.run();
    }
}
