/**
 * Names the tables of state and compares two schemas of them row by row. Uses SQL that reads, and no other part of the room.
 */
@NullMarked
package dev.accountrisk.backfill.compare;

import org.jspecify.annotations.NullMarked;
