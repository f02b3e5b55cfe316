package dev.accountrisk.reconcile.check;

import dev.accountrisk.account.Ids;

/** An ordinary record on a topic that puts right what has one right answer. */
public sealed interface Repair {
    /** The account it is for, which is a valid id. */
    String accountUuid();

    /**
     * Expires an overdue hold, as the workers do.
     *
     * @param partition where the account's commands arrive
     */
    record ExpireHold(String accountUuid, String holdId, long expiresAtMillis, int partition) implements Repair {}

    /**
     * Adds 0 to a risk, so that its level is computed anew.
     *
     * @param occurredAtMillis older than what is stored, so that nothing of the row but its level can change
     */
    record RecomputeLevel(String accountUuid, String eventId, long occurredAtMillis) implements Repair {

        static RecomputeLevel of(String runId, String accountUuid, long storedAtMillis) {
            String eventId = "recon:" + runId + ":" + accountUuid;
            return new RecomputeLevel(accountUuid, eventId.substring(0, Math.min(Ids.LENGTH_MAX, eventId.length())),
                    Math.max(0, storedAtMillis - 1));
        }
    }
}
