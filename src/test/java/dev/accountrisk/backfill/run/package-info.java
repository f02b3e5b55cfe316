/** Tests of the pace of a replay, and of where it ends. */
@NullMarked
package dev.accountrisk.backfill.run;

import org.jspecify.annotations.NullMarked;
