package dev.accountrisk.ingest;

import dev.accountrisk.apply.Engine;
import java.util.function.Supplier;

/** How the records of one topic are read and applied. */
public record TopicReader<T>(String topic, RecordDecoder<T> decoder, Supplier<Engine<T>> engines,
        Runnable engineClosed) {

    PartitionConsumer<T> open() {
        return new PartitionConsumer<>(decoder, engines.get(), engineClosed);
    }
}
