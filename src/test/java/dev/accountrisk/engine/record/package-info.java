/** Tests of the counts of outcomes. */
@NullMarked
package dev.accountrisk.engine.record;

import org.jspecify.annotations.NullMarked;
