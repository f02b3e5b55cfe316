/** Keeps runs and their findings, through entities. May use the room database and {@code engine.check}. */
@NullMarked
package dev.accountrisk.reconcile.record;

import org.jspecify.annotations.NullMarked;
