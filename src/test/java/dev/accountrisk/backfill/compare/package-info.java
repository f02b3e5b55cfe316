/** Tests of the comparison of tables. */
@NullMarked
package dev.accountrisk.backfill.compare;

import org.jspecify.annotations.NullMarked;
