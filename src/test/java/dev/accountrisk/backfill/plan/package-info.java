/** Tests of what a command is taken to mean: ranges, shards, refusals. */
@NullMarked
package dev.accountrisk.backfill.plan;

import org.jspecify.annotations.NullMarked;
