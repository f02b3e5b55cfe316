package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a transaction that belong to one partition, in order.
 *
 * @param traceParent the trace that they belong to, as the W3C header spells it; null if there is none
 */
public record PartitionEvents(String topic, int partition, @Nullable String traceParent, List<AccountEvent> events) {}
