package dev.accountrisk.reconcile;

import java.time.Duration;

/**
 * What a run looks for.
 *
 * @param overdueAfter  how long after its time that what has not come is overdue
 * @param parkedAge     how long a record may be parked
 * @param outboxAge     how long an outbox row may wait
 * @param pageAccounts  how many accounts are read in one snapshot
 * @param sampleRecords how many of the last applied records of each partition rows are compared with; 0 for none
 */
public record ReconcileSettings(Duration overdueAfter, Duration parkedAge, Duration outboxAge, int pageAccounts,
        int sampleRecords) {
    /** The most accounts that one snapshot may take. */
    public static final int PAGE_MAX = 10_000;

    /** The most records of a partition that are looked at. */
    public static final int SAMPLE_MAX = 100_000;

    /** Checks the bounds. */
    public ReconcileSettings {
        if (pageAccounts < 1 || pageAccounts > PAGE_MAX) {
            throw new IllegalArgumentException("--page: must be from 1 to " + PAGE_MAX);
        }
        if (sampleRecords < 0 || sampleRecords > SAMPLE_MAX) {
            throw new IllegalArgumentException("--sample: must be from 0 to " + SAMPLE_MAX);
        }
    }
}
