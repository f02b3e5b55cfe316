/**
 * Turns what was ordered into ranges of partitions, and refuses what cannot be done. May use {@code backfill.compare}.
 */
@NullMarked
package dev.accountrisk.backfill.plan;

import org.jspecify.annotations.NullMarked;
