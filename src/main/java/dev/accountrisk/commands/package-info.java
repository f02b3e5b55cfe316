/**
 * Owns the topic of commands: how its records are decoded, applied, released and checked, and how holds expire. The doors are
 * {@link dev.accountrisk.commands.CommandTopic} and {@link dev.accountrisk.commands.expiry.HoldExpiry}.
 *
 * <p>May use the rooms account, wire, database, outbox, engine, parking and journal, and Kafka's producer to send an {@code
 * EXPIRE}. Knows nothing of risk updates.
 */
@NullMarked
package dev.accountrisk.commands;

import org.jspecify.annotations.NullMarked;
