/**
 * Owns the search for drift: its pages, runs, findings and repairs, and the checks of what belongs to no topic, such as
 * spellings, positions, old parked records and outbox rows. What contradicts what in a topic's rows the topic knows: each opens
 * its {@link dev.accountrisk.engine.check.AccountChecks}. A page of accounts is read in one snapshot of the database, so that a check sees a
 * transaction of the workers as a whole or not at all: no finding is false, however busy the accounts are. Why it pages by
 * itself is told in {@code src/docs/decisions/no-spring-batch.md}.
 *
 * <p>May use the rooms account, broker, database, engine and job, and SQL that reads. Never writes a row of an account: a repair is an
 * ordinary record on a topic, sent only where there is one right answer.
 */
@NullMarked
package dev.accountrisk.reconcile;

import org.jspecify.annotations.NullMarked;
