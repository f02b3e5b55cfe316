package dev.accountrisk.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one row of the outbox stands for. */
sealed interface OutboxPayload {

    /**
     * Events, in order.
     *
     * @param traceParent the trace that they belong to, as the W3C header spells it
     */
    record Events(@Nullable String traceParent, List<EventMessage> messages) implements OutboxPayload {}

    /**
     * Records of one partition that were parked.
     *
     * @param bytes how large they are together, or {@link #UNKNOWN_BYTES} where an earlier version wrote the row
     */
    record Parked(String topic, String topicId, int partition, List<Long> offsets, long bytes)
            implements
                OutboxPayload {
        /** So many that nothing else is sent in the same round. */
        static final long UNKNOWN_BYTES = Long.MAX_VALUE;
    }
}
