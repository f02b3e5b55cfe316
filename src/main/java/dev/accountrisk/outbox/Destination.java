package dev.accountrisk.outbox;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** The Kafka cluster that records are about to be sent to. */
@FunctionalInterface
public interface Destination {
    /** Why nothing may be sent there now; empty if it may. */
    Optional<String> refusal();

    /** @throws KafkaException if nothing may be sent there now */
    default void require() {
        refusal().ifPresent(why -> {
            throw new KafkaException(why);
        });
    }
}
