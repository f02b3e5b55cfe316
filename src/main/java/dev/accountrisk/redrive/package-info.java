/**
 * Owns what an operator does with parked records: release or drop them, and the record of who did it and why. Which records are
 * meant is asked of room parking; they change under the lock of their account, through the same engine as everything else. A
 * record that parks again is left parked, and not tried in a loop. What a release would do is decided by the same code, on a snapshot.
 *
 * <p>May use the rooms account, wire, database, engine, parking and job. Never writes a row of an account.
 */
@NullMarked
package dev.accountrisk.redrive;

import org.jspecify.annotations.NullMarked;
