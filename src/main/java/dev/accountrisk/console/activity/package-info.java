/** What the workers report of their last minutes: hot accounts, and what kept transactions from committing. */
@NullMarked
package dev.accountrisk.console.activity;

import org.jspecify.annotations.NullMarked;
