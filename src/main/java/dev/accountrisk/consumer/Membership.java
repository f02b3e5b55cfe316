package dev.accountrisk.consumer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;

/** Knows whether this worker's consumers are members of the group, and if not, why. */
final class Membership {
    private final Set<Consumer<?, ?>> strangers = ConcurrentHashMap.newKeySet();
    private volatile String lastFailure = "";
    private volatile boolean anyConsumer;

    /** A consumer was made. */
    void began(Consumer<?, ?> consumer) {
        anyConsumer = true;
        strangers.add(consumer);
    }

    /** A poll succeeded; the group's generation is negative before the consumer is a member. */
    void polled(Consumer<?, ?> consumer, int generation) {
        if (generation >= 0 && strangers.remove(consumer)) {
            lastFailure = "";
        }
    }

    /** A poll failed, or a consumer could not be made. */
    void failed(Consumer<?, ?> consumer, String cause) {
        strangers.add(consumer);
        lastFailure = cause;
    }

    /**
     * No consumer is left.
     *
     * @param cause why, or an empty text if the last failed poll says it
     */
    void ended(String cause) {
        anyConsumer = false;
        strangers.clear();
        if (!cause.isEmpty()) {
            lastFailure = cause;
        } else if (lastFailure.isEmpty()) {
            lastFailure = "a consumer ended";
        }
    }

    /** The last failure, or an empty text. */
    String lastFailure() {
        return lastFailure;
    }

    /** Why a consumer is no member, or an empty text. */
    String problem() {
        if (anyConsumer && strangers.isEmpty()) {
            return "";
        }
        return lastFailure.isEmpty() ? "this worker has not joined the group yet" : lastFailure;
    }
}
