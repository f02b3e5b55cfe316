/**
 * What an event means: ids, events, states, policies and decisions.
 *
 * <p>Owns the meaning of every risk update and command: which one wins, what it does to the state, why it is refused.
 * May use {@code java..} only. It does no I/O, reads no clock, holds no lock and does not know Spring, so the same events
 * over the same state lead to the same decision on every machine and in every replay.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.account;
