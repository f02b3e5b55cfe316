/**
 * Owns the outbox: its rows, which are appended in the transaction that they report, and their way to Kafka. The accounts are
 * divided into lanes. One worker at a time relays the rows of a lane, in order, and deletes a row only when the broker has all of it.
 * An unavailable broker delays rows and loses none.
 *
 * <p>May use the rooms account, wire and database, and Kafka's producer. Appending needs an open transaction.
 */
@NullMarked
package dev.accountrisk.outbox;

import org.jspecify.annotations.NullMarked;
