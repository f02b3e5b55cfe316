/**
 * Fills the shadow schema by replay, in the order in which the live side decided, and swaps it in. May use {@code
 * backfill.replay}, {@code backfill.plan} and {@code backfill.compare}; it knows no run.
 */
@NullMarked
package dev.accountrisk.backfill.shadow;

import org.jspecify.annotations.NullMarked;
