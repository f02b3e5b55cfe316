/**
 * Owns the live consumer: which topics, where a partition begins, what to do when it cannot go on. Seeks to MySQL's position,
 * decodes, hands batches to the engine; pauses and keeps polling while MySQL is away; stops on a topic that was made again.
 *
 * <p>May use the rooms wire and apply, spring-kafka and Kafka's clients. Never holds a line of SQL.
 */
@NullMarked
package dev.accountrisk.ingest;

import org.jspecify.annotations.NullMarked;
