/**
 * Turns bytes into events and back.
 *
 * <p>Owns the form of everything that arrives and leaves: which bytes are a valid record, and why others are not. May use
 * the room {@code account} and Jackson's streaming reader and writer. Contains no SQL, and never throws on bad bytes: an
 * unreadable record is a value.

 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.wire;
