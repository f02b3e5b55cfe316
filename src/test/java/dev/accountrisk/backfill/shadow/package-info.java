/** Tests of who comes first in a replay. */
@NullMarked
package dev.accountrisk.backfill.shadow;

import org.jspecify.annotations.NullMarked;
