/**
 * Owns the membership in Kafka's consumer group: consumers that poll within a budget of bytes, whose failed polls stop the
 * partitions they are about and no others, and that are replaced when they end. Knows nothing of what the records mean.
 *
 * <p>Used through {@code GroupConsumer}, which calls {@code PollHandler} around each poll. Uses spring-kafka and Kafka's clients.
 */
@NullMarked
package dev.accountrisk.consumer;

import org.jspecify.annotations.NullMarked;
