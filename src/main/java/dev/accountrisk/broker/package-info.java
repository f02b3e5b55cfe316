/**
 * Owns the questions to the broker that are not a poll of the live consumer.
 *
 * <p>May use the room wire, and Kafka's clients.
 */
@NullMarked
package dev.accountrisk.broker;

import org.jspecify.annotations.NullMarked;
