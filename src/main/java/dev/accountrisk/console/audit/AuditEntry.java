package dev.accountrisk.console.audit;

import java.time.Instant;

/**
 * A row of the audit. The components are named as the attributes of the row.
 *
 * @param subject what it was done to
 */
record AuditEntry(long id, String doneBy, String action, String subject, Instant createTime) {}
