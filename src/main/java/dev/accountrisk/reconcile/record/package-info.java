/** Keeps runs and their findings, through entities. May use {@code reconcile.check} and the rooms account and database. */
@NullMarked
package dev.accountrisk.reconcile.record;

import org.jspecify.annotations.NullMarked;
