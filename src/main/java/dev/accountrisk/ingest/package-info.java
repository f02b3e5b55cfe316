/**
 * Owns the live consumer: which topics, where a partition begins, what happens when it cannot continue. A consumer's thread polls,
 * decodes and enqueues; a writer's drains all that waits of a partition, applies it as one slice and reports. A partition that
 * cannot continue is paused, and the others are not; one whose topic was recreated stops. {@code src/docs/walk-of-a-record.md}
 * follows one record.
 *
 * <p>May use the rooms consumer, broker, wire, database (faults) and engine. Never holds a line of SQL.
 */
@NullMarked
package dev.accountrisk.ingest;

import org.jspecify.annotations.NullMarked;
