/**
 * Owns the live consumer: which topics it consumes, where a partition begins, and what happens when it cannot continue. A
 * consumer's thread polls, decodes and enqueues. A writer's thread drains all waiting records of a partition, applies them as one
 * slice, and reports. A partition that cannot continue is paused, and the others are not. A partition whose topic was recreated
 * stops. {@code src/docs/walk-of-a-record.md} follows one record.
 *
 * <p>May use the rooms account, consumer, broker, wire, database (faults) and engine. Never holds a line of SQL.
 */
@NullMarked
package dev.accountrisk.ingest;

import org.jspecify.annotations.NullMarked;
