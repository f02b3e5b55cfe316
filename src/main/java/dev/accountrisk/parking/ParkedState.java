package dev.accountrisk.parking;

/** What became of a parked record. */
public enum ParkedState {
    /** Still parked. */
    PARKED,
    /** Applied, refused, stale or a duplicate, after an operator released it. */
    RELEASED,
    /** Discarded by an operator; it will never be applied. */
    DROPPED
}
