/** Tests of whole replays on real servers. */
@NullMarked
package dev.accountrisk.backfill;

import org.jspecify.annotations.NullMarked;
