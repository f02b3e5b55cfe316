/**
 * The contract, written a second time and plainly: one thread, one record after another, maps instead of tables.
 *
 * <p>Owns the expected rows, verdicts, parked records and events of a log, the checkers C1 to C12, the comparison of a
 * database with the model, and the seeded load. May use JDBC (to read what a worker wrote), a Kafka client (to send and
 * to read topics) and Jackson. Never uses a class of the worker: what is proved must not prove itself.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.model;
