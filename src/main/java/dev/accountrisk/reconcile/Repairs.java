package dev.accountrisk.reconcile;

import dev.accountrisk.engine.check.Repair;

/** Sends repairs to the topics, where they take their turn like any other record. */
public interface Repairs {
    /** Sends a repair; answers the id of the event or command. */
    String send(Repair repair) throws Exception;
}
