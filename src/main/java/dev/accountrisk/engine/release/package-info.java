/**
 * The words in which a released or dropped record goes through a topic once more. May use {@code engine.record} and the rooms
 * account and wire.
 */
@NullMarked
package dev.accountrisk.engine.release;

import org.jspecify.annotations.NullMarked;
