/**
 * Owns every question to Kafka that is not a poll of the live consumer: topic ids, where logs begin and end, their last records,
 * and the records of a range.
 *
 * <p>All questions read committed: a log ends at its last stable offset, and records of open or aborted transactions are not
 * seen. Every question has a time limit, closing included, and fails with a {@link BrokerException}. Readers join no group,
 * commit nothing and take no partition from anybody.
 *
 * <p>May use the rooms wire and consumer (the budget of a poll), and Kafka's clients.
 */
@NullMarked
package dev.accountrisk.broker;

import org.jspecify.annotations.NullMarked;
