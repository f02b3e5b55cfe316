/** The command {@code backfill}: its options, its progress and its report. May use {@code cli.job} and the room backfill. */
@NullMarked
package dev.accountrisk.cli.backfill;

import org.jspecify.annotations.NullMarked;
