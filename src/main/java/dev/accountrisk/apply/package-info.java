/**
 * Owns the engine: one batch of one partition becomes one transaction. The position moves by compare-and-set in the state's
 * transaction, the accounts' rows are locked in the order of their keys, the core decides, and what the decision means is
 * written, parked and handed to the outbox before the commit.
 *
 * <p>May use the rooms account, wire's verdict on a record, database and the outbox's door for appending; Redisson in one class.
 * Never sees a Kafka type, never starts a thread, never waits for Redis inside a transaction.
 */
@NullMarked
package dev.accountrisk.apply;

import org.jspecify.annotations.NullMarked;
