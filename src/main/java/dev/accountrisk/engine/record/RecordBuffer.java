package dev.accountrisk.engine.record;

import dev.accountrisk.account.Entry;
import java.util.List;

/** Records of one partition, in order, that wait to become a slice. Belongs to one thread at a time. */
public interface RecordBuffer<E extends Entry> {
    /** Adds a record after the others. */
    void append(Received<E> record);

    /** All records. None may be added after this call. */
    List<Received<E>> records();

    /** How many records there are. */
    int size();

    /** About how many bytes of the heap they take. */
    long heapBytes();

    /** About how many bytes of the heap a record takes that is kept as it is. */
    static long heapBytes(Received<?> record) {
        return WholeRecords.heapBytes(record);
    }

    /** A buffer that keeps records as they are, with all their bytes. */
    static <E extends Entry> RecordBuffer<E> whole() {
        return new WholeRecords<>();
    }
}
