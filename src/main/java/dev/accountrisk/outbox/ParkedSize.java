package dev.accountrisk.outbox;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a parked record is.
 *
 * @param offset where it is in its partition
 * @param bytes  its key and its value
 */
public record ParkedSize(long offset, long bytes) {
    /** Divides records, in order, into parts of bounded size. A record that is larger than a part is a part by itself. */
    static List<List<ParkedSize>> parts(List<ParkedSize> records, int recordsMax, long bytesMax) {
        List<List<ParkedSize>> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int index = 0; index < records.size(); index++) {
            long next = records.get(index).bytes();
            if (index > from && (index - from == recordsMax || bytes + next > bytesMax)) {
                parts.add(records.subList(from, index));
                from = index;
                bytes = 0;
            }
            bytes += next;
        }
        if (from < records.size()) {
            parts.add(records.subList(from, records.size()));
        }
        return parts;
    }

    static List<Long> offsets(List<ParkedSize> records) {
        return records.stream().map(ParkedSize::offset).toList();
    }
}
