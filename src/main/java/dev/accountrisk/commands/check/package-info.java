/**
 * Checks the rows that commands fill: versions, balances, frozen amounts and holds against the journal, claims, barriers, overdue
 * holds. The door is {@link dev.accountrisk.commands.check.CommandChecks}.
 */
@NullMarked
package dev.accountrisk.commands.check;

import org.jspecify.annotations.NullMarked;
