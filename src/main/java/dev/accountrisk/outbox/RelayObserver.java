package dev.accountrisk.outbox;

/** Observes what the relay does. */
public interface RelayObserver {
    /** The broker has acknowledged this number of events and parked records. */
    void relayed(long events, long parked);

    /** A parked record is larger than its topic allows. */
    void undeliverable();
}
