/**
 * Engines that are broken on purpose, each in one way, and the load under which every one of them must be found out: a checker
 * that never found anything proves nothing.
 *
 * <p>Owns the flaws, the load and what is checked after it. A flaw sits between the real engine and the driver: it changes,
 * skips or adds what the engine says to the database, or when. May use the engine's front door, the model's checkers and the
 * test servers. Never runs outside of tests.
 */
@NullMarked
package dev.accountrisk.broken;

import org.jspecify.annotations.NullMarked;
