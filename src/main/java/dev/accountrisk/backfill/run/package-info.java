/**
 * Leads one process through its part of a run, from the start to the result, and keeps what came of it in MySQL. May use
 * every other part of the room but the door.
 */
@NullMarked
package dev.accountrisk.backfill.run;

import org.jspecify.annotations.NullMarked;
