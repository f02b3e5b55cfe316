package dev.accountrisk.reconcile;

import dev.accountrisk.engine.check.Repair;

import java.util.List;

/** Sends repairs to the topics, where they take their turn like any other record. */
public interface Repairs {
    /** Sends repairs in order, and returns when the broker has all of them. */
    void send(List<Repair> repairs) throws Exception;
}
