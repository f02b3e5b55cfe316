package dev.accountrisk.engine.record;

import dev.accountrisk.account.Entry;
import java.util.ArrayList;
import java.util.List;

/** Keeps records as they are. */
public final class WholeRecords<E extends Entry> implements RecordBuffer<E> {
    /** The size of a command with its ids, amount and digest, without the bytes of the record. */
    private static final long EVENT_BYTES = 640;

    private final List<Received<E>> records = new ArrayList<>();
    private long heapBytes;

    @Override
    public void append(Received<E> record) {
        records.add(record);
        heapBytes += heapBytes(record);
    }

    static long heapBytes(Received<?> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        byte[] headers = record.headers();
        return EVENT_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length)
                + (headers == null ? 0 : headers.length);
    }

    @Override
    public List<Received<E>> records() {
        return records;
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public long heapBytes() {
        return heapBytes;
    }
}
