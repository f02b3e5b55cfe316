/**
 * Owns the journal: what was decided under which id, written once and never changed.
 *
 * <p>May use the rooms account, database and engine. Everything needs an open transaction.
 */
@NullMarked
package dev.accountrisk.journal;

import org.jspecify.annotations.NullMarked;
