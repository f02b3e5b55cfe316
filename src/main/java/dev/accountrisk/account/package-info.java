/**
 * What an event means: ids, events, states, policies and decisions.
 *
 * <p>Owns the meaning of every risk update and command: which one stands, what it does to the state, why it is refused.
 * May use {@code java..} only. Never does I/O, reads a clock, holds a lock or knows Spring: the same events over the
 * same state decide the same on every machine and in every replay.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.account;
