/**
 * Owns the topic of risk updates: how its records are decoded, applied, remembered, released and checked. The door is {@link
 * dev.accountrisk.risk.RiskTopic}.
 *
 * <p>May use the rooms account, wire, database, outbox, engine, parking and journal. Knows nothing of commands.
 */
@NullMarked
package dev.accountrisk.risk;

import org.jspecify.annotations.NullMarked;
