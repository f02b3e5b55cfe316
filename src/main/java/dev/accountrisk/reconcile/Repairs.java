package dev.accountrisk.reconcile;

/** Sends ordinary commands for what has one right answer. They take their turn on the topic like any other. */
public interface Repairs {
    /** Lets an overdue hold expire, as the workers do; answers the command's id. */
    String expire(String account, String holdId, long expiresAtMillis, int partition) throws Exception;

    /** Adds nothing to a risk, so that its level is found anew; answers the event's id. */
    String relevel(String runId, String account, long occurredAtMillis) throws Exception;
}
