/**
 * Owns what is to leave: rows of the outbox, appended in the transaction of what they tell of, and their way to Kafka. One
 * worker at a time relays them, in order, and a row is deleted only when the broker has it all: a broker that is away delays
 * them and loses none.
 *
 * <p>May use the rooms account, wire and database, and Kafka's producer. Appending needs an open transaction.
 */
@NullMarked
package dev.accountrisk.outbox;

import org.jspecify.annotations.NullMarked;
