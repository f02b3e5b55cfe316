/** Tests of what contradicts what, and of repairs. */
@NullMarked
package dev.accountrisk.reconcile.check;

import org.jspecify.annotations.NullMarked;
