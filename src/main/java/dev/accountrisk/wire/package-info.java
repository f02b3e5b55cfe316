/**
 * Bytes to events and back.
 *
 * <p>Owns the spelling of everything that arrives and leaves: which bytes are a valid record, and if not, why. May use
 * the room {@code account} and Jackson's streaming reader and writer. Never speaks SQL, and never throws on bad bytes:
 * what cannot be read is a value.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.wire;
