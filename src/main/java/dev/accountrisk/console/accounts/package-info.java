/** One account: risk, balances, holds, the journal, what blocks it, and its balances at an earlier time. */
@NullMarked
package dev.accountrisk.console.accounts;

import org.jspecify.annotations.NullMarked;
