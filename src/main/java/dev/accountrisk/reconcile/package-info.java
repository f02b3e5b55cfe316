/**
 * Owns the search for drift: journal against rows, holds against frozen amounts, versions, spellings, levels, overdue holds, old
 * parked records and outbox rows. A page of accounts is read in one snapshot of the database, so that a check sees a
 * transaction of the workers as a whole or not at all: no finding is false, however busy the accounts are. Why it pages by
 * itself is told in {@code src/docs/decisions/no-spring-batch.md}.
 *
 * <p>May use the rooms account, broker, database and job, and SQL that reads. Never writes a row of an account: a repair is an
 * ordinary record on a topic, sent only where there is one right answer.
 */
@NullMarked
package dev.accountrisk.reconcile;

import org.jspecify.annotations.NullMarked;
