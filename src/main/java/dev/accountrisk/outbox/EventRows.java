package dev.accountrisk.outbox;

import java.util.List;

/**
 * How many rows of events one round takes: as many as would come to a mebibyte if they were as large as those of the round before, so that
 * many small rows leave together and large ones do not fill the heap. A row has at most 512 KiB before it is compressed.
 */
final class EventRows {
    static final int FEWEST = 8;
    static final int MOST = 256;
    private static final long BYTES = 1L << 20;

    private int most = FEWEST;

    int most() {
        return most;
    }

    void sent(List<OutboxRow> rows) {
        long bytes = rows.stream().mapToLong(row -> row.payload().length).sum();
        most = (int) Math.clamp(BYTES * rows.size() / Math.max(1, bytes), FEWEST, MOST);
    }
}
