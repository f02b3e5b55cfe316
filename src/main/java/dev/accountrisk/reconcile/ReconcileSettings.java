package dev.accountrisk.reconcile;

import java.time.Duration;
import java.util.List;

/**
 * What a run looks for.
 *
 * @param topics        those that are consumed
 * @param commandsTopic the one of them whose parked records hold accounts back, unless that is switched off
 * @param holdGrace     how long after its time an open hold is overdue
 * @param parkedAge     how long a record may be parked
 * @param outboxAge     how long an outbox row may wait
 * @param pageAccounts  how many accounts are read in one snapshot
 */
public record ReconcileSettings(List<String> topics, String commandsTopic, boolean holdBack, Duration holdGrace,
        Duration parkedAge, Duration outboxAge, int pageAccounts) {
    /** The most accounts that one snapshot may take. */
    public static final int PAGE_MAX = 10_000;

    /** Checks the bounds. */
    public ReconcileSettings {
        if (pageAccounts < 1 || pageAccounts > PAGE_MAX) {
            throw new IllegalArgumentException("--page: must be from 1 to " + PAGE_MAX);
        }
    }
}
