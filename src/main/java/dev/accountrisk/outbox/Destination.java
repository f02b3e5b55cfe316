package dev.accountrisk.outbox;

import java.util.Optional;

/** The Kafka cluster that records are about to be sent to. */
@FunctionalInterface
public interface Destination {
    /** Why nothing may be sent there now; empty if it may. */
    Optional<String> refusal();
}
