/** Tests of the options and the progress of {@code backfill}. */
@NullMarked
package dev.accountrisk.cli.backfill;

import org.jspecify.annotations.NullMarked;
