/** Runs of backfill and reconcile, under way and past. */
@NullMarked
package dev.accountrisk.console.runs;

import org.jspecify.annotations.NullMarked;
