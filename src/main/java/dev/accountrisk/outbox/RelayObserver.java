package dev.accountrisk.outbox;

/** Is told what the relay does. */
public interface RelayObserver {
    /** The broker has acknowledged so many events and parked records. */
    void relayed(long events, long parked);

    /** A parked record is larger than its topic allows. */
    void undeliverable();
}
