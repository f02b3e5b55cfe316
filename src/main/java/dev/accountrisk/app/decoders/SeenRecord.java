package dev.accountrisk.app.decoders;

import dev.accountrisk.decoder.EncodedRecord;
import dev.accountrisk.wire.InputRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder sees of a record.
 *
 * @param headers the names of the headers that it sees
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record SeenRecord(String topic, InputRecord record, byte[] value, List<String> headers) implements EncodedRecord {
    @Override
    public int partition() {
        return record.partition();
    }

    @Override
    public long offset() {
        return record.offset();
    }

    @Override
    public long timestampMillis() {
        return record.timestampMillis();
    }

    @Override
    public byte @Nullable [] key() {
        byte[] key = record.key();
        return key == null ? null : key.clone();
    }

    @Override
    public byte @Nullable [] header(String name) {
        byte[] header = headers.contains(name) ? record.headers().last(name) : null;
        return header == null ? null : header.clone();
    }
}
