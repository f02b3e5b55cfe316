/**
 * Decides from the facts of one account what contradicts what, and which repair puts it right. Uses the room account only, and
 * reads no database.
 */
@NullMarked
package dev.accountrisk.reconcile.check;

import org.jspecify.annotations.NullMarked;
