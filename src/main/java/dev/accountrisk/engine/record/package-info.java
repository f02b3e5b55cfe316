/**
 * The records of a partition as the engine gets them, the slices made of them, and the counts of what became of them. Uses the
 * rooms account and wire only.
 */
@NullMarked
package dev.accountrisk.engine.record;

import org.jspecify.annotations.NullMarked;
