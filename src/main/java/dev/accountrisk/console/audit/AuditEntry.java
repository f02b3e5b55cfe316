package dev.accountrisk.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit. The components are named as the attributes of the row.
 *
 * @param subject what it was done to
 * @param why     the reason that was given; null where none is asked for
 * @param origin  {@code CONSOLE} or {@code COMMAND}, the command line
 */
public record AuditEntry(long id, String doneBy, String action, String subject, @Nullable String why, String origin,
        Instant createTime) {}
