package dev.accountrisk.reconcile;

import dev.accountrisk.engine.check.Repair;
import java.util.List;

/** Sends repairs to the topics, where they take their turn like any other record. */
public interface Repairs {
    /** Why no try to send a repair can succeed, or an empty text. */
    String obstacle(Repair repair);

    /**
     * Sends repairs in order, and returns when the broker has all of them.
     *
     * @param timestampMillis the records' timestamp, by the database's clock
     */
    void send(List<Repair> repairs, long timestampMillis) throws Exception;
}
