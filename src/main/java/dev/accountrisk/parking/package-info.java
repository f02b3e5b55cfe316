/**
 * Owns the table of parked records. The engine parks, releases and drops records by {@code ParkedStore} and {@code ParkedRows},
 * which need an open transaction; people and jobs look records up by {@code ParkedRecords}, which changes none.
 *
 * <p>May use the rooms account, database, outbox and engine. The worker sets up no part of it that needs entities.
 */
@NullMarked
package dev.accountrisk.parking;

import org.jspecify.annotations.NullMarked;
