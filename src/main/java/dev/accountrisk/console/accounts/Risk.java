package dev.accountrisk.console.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The risk of an account. The components are named as the attributes of the row.
 *
 * @param occurredAt the time of the event that stands
 */
record Risk(double risk, String level, @Nullable Instant occurredAt, @Nullable Long sequence, String lastEventId,
        Instant updateTime) {}
