/**
 * Owns the membership in Kafka's consumer group. Its consumers poll within a budget of bytes, a failed poll stops only the
 * partitions that it concerns, and a consumer that ends is replaced. It does not know what the records mean.
 *
 * <p>Used through {@code GroupConsumer}, which calls {@code PollHandler} around each poll. Uses spring-kafka and Kafka's clients.
 */
@NullMarked
package dev.accountrisk.consumer;

import org.jspecify.annotations.NullMarked;
