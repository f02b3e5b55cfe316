/**
 * Owns what an operator does with parked records: look, release, drop, and who did it and why. The records are read here as
 * entities, for a person to see; they change in room apply alone, under the lock of their account, through the same core as
 * everything else. A record that parks again is left parked, and not tried in a loop.
 *
 * <p>May use the rooms wire, apply and job. Never skips the engine, and never writes a row of an account.
 */
@NullMarked
package dev.accountrisk.redrive;

import org.jspecify.annotations.NullMarked;
