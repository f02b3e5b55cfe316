/**
 * Owns the table of parked records: records are parked, released and dropped here.
 *
 * <p>May use the rooms account, database, outbox and engine. Everything needs an open transaction.
 */
@NullMarked
package dev.accountrisk.parking;

import org.jspecify.annotations.NullMarked;
