/**
 * Keeps the position of each partition, and moves it only from where a slice expects it: the fence. May use {@code
 * engine.record}, the room database and SQL.
 */
@NullMarked
package dev.accountrisk.engine.position;

import org.jspecify.annotations.NullMarked;
