package dev.accountrisk.apply;

import java.util.List;

/** Records of one partition, in order, that wait to become a batch. Belongs to one thread at a time. */
public interface RecordBuffer<T> {
    /** Adds a record behind the others. */
    void append(Received<T> record);

    /** All of them; none may be added any more. */
    List<Received<T>> records();

    /** How many there are. */
    int size();

    /** About how much of the heap they take. */
    long heapBytes();

    /** A buffer that keeps records as they are, with all their bytes. */
    static <T> RecordBuffer<T> whole() {
        return new WholeRecords<>();
    }
}
