package dev.accountrisk.outbox;

/**
 * One row of the outbox.
 *
 * @param batchId makes the ids of its events: the same however often they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record OutboxRow(long id, String batchId, Kind kind, byte[] payload) {
    /** So that a row stays far below the server's largest packet. */
    static final int EVENTS_MAX = 20_000;

    /** So that what one row makes the relay read stays below the worker's memory. */
    static final int PARKED_MAX = 200;

    enum Kind {
        EVENTS, PARKED
    }
}
