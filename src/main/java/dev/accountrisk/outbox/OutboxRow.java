package dev.accountrisk.outbox;

import java.util.List;

/**
 * One row of the outbox.
 *
 * @param id      orders the rows. After a fail-over that lost rows, MySQL gives the same id a second time
 * @param batchId a random UUID: id and batch id together are one row and no other
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record OutboxRow(long id, String batchId, Kind kind, byte[] payload) {
    /**
     * Bytes of events per row, before they are compressed. Keeps a row below the smallest {@code max_allowed_packet} that servers run
     * with.
     */
    static final int EVENTS_BYTES_MAX = 512 * 1024;

    /** Parked records per row. This many are read quickly. */
    static final int PARKED_MAX = 200;

    /** Bytes of the parked records of a row, unless it stands for a single larger one: a row is sent in one round. */
    static final long PARKED_BYTES_MAX = 8L << 20;

    /** How large the payloads of rows are together. */
    static long bytes(List<OutboxRow> rows) {
        return rows.stream().mapToLong(row -> row.payload().length).sum();
    }

    enum Kind {
        EVENTS, PARKED
    }
}
