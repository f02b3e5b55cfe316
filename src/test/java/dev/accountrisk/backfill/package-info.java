/** Tests of the replay's own rules: ranges, shards, who comes first. */
@NullMarked
package dev.accountrisk.backfill;

import org.jspecify.annotations.NullMarked;
