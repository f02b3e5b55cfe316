package dev.accountrisk.backfill.replay;

/** Why the reading of a range ended. */
public enum RangeEnd {
    /** Every record of the range was processed. */
    COMPLETE,
    /** The job was asked to end. */
    CANCELLED,
    /** The next record must wait for records of another partition. */
    BLOCKED
}
