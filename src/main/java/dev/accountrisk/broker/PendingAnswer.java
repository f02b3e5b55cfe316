package dev.accountrisk.broker;

/** An answer that is on its way. */
@FunctionalInterface
public interface PendingAnswer<T> {
    /** Waits for it. */
    T await() throws BrokerException;
}
