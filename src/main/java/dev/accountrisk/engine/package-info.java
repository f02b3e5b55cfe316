/**
 * Owns the engine: slices of a topic's partitions become one transaction. The position moves by compare-and-set in the
 * transaction of the state, the accounts are locked in the order of their keys, and a record that the database refuses is
 * isolated and parked. The engine does not know what a topic's records mean: a feature room implements {@link
 * dev.accountrisk.engine.Topic}.
 *
 * <p>May use the rooms account, wire, database and outbox. It never sees a Kafka type, never starts a thread, and never waits
 * for a lock outside MySQL while a transaction is open.
 */
@NullMarked
package dev.accountrisk.engine;

import org.jspecify.annotations.NullMarked;
