/**
 * Owns the search for what must not be: journal against rows, holds against frozen, versions, spellings, levels, what is
 * overdue or left lying. A page of accounts is read in one snapshot of the database, so that what workers do meanwhile is seen
 * whole or not at all: a finding is a finding, however busy the accounts are.
 *
 * <p>Pages by key are our own, and not Spring Batch's. What Batch brings is restart, overlap and reporting. Restart is one
 * column here, the last account checked. Overlap is a lock that MySQL gives up with its holder's connection; Batch decides by a
 * row that says STARTED, which a killed run leaves behind for a person to clear. Reporting is two tables that hold what was
 * found, where Batch's six hold how its steps went. Besides, of Boot 4.1.1's batch modules the starters are published and the
 * configuration they stand on is not.
 *
 * <p>May use the rooms account, broker, database and job, and SQL that reads. Never writes a row of an account: a repair is an ordinary
 * command on the topic, sent for those kinds only that have one right answer.
 */
@NullMarked
package dev.accountrisk.reconcile;

import org.jspecify.annotations.NullMarked;
