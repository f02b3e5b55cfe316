/** Tests of what is kept of a run. */
@NullMarked
package dev.accountrisk.reconcile.record;

import org.jspecify.annotations.NullMarked;
