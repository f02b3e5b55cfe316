/**
 * Owns the live consumer: which topics, where a partition begins, what to do when it cannot go on. Consumers seek to MySQL's
 * position, poll, decode, and lay what they have aside; writers take all that waits of a partition as one batch and hand it to the
 * engine. A partition that cannot go on is paused while the polls go on; one of a topic that was made again stops.
 *
 * <p>May use the rooms wire and apply, spring-kafka and Kafka's clients. Never holds a line of SQL.
 */
@NullMarked
package dev.accountrisk.ingest;

import org.jspecify.annotations.NullMarked;
