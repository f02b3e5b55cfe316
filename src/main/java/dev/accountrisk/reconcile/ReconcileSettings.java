package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskOrder;
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
 * @param sample        what is looked at of the topic of risk updates
 */
public record ReconcileSettings(List<String> topics, String commandsTopic, boolean holdBack, Duration holdGrace,
        Duration parkedAge, Duration outboxAge, int pageAccounts, Sample sample) {
    /** The most accounts that one snapshot may take. */
    public static final int PAGE_MAX = 10_000;

    /** Checks the bounds. */
    public ReconcileSettings {
        if (pageAccounts < 1 || pageAccounts > PAGE_MAX) {
            throw new IllegalArgumentException("--page: must be from 1 to " + PAGE_MAX);
        }
    }

    /**
     * The last records of the topic of risk updates.
     *
     * @param records of each partition; 0 for none
     */
    public record Sample(String topic, int records, RiskOrder order) {
        /** Checks the bounds. */
        public Sample {
            if (records < 0 || records > RECORDS_MAX) {
                throw new IllegalArgumentException("--sample: must be from 0 to " + RECORDS_MAX);
            }
        }

        /** The most records of a partition that are looked at. */
        public static final int RECORDS_MAX = 100_000;
    }
}
