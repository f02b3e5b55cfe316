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

    /** Records of one partition that were parked. */
    record Parked(String topic, String topicId, int partition, List<Long> offsets) implements OutboxPayload {}
}
