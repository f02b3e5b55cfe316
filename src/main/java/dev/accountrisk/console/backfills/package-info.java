/** Backfills: how far one is in each partition, how fast, and what it found first. */
@NullMarked
package dev.accountrisk.console.backfills;

import org.jspecify.annotations.NullMarked;
