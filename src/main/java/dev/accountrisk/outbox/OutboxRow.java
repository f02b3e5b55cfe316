package dev.accountrisk.outbox;

/**
 * One row of the outbox.
 *
 * @param batchId the first part of its events' ids, which are the same however often they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record OutboxRow(long id, String batchId, Kind kind, byte[] payload) {
    /** Keeps a row far below the server's largest packet. */
    static final int EVENTS_MAX = 20_000;

    /** Keeps the records that the relay reads for one row within the worker's memory. */
    static final int PARKED_MAX = 200;

    enum Kind {
        EVENTS, PARKED
    }
}
