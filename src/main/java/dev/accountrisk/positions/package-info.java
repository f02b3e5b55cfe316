/**
 * Owns the operators' actions on positions: list them, accept a topic's new id, move one across a gap, pause and resume.
 * Each change is recorded with who asked for it and why, in the transaction of the change. The door is {@link
 * dev.accountrisk.positions.PositionActions}.
 *
 * <p>May use the rooms broker, database and engine.
 */
@NullMarked
package dev.accountrisk.positions;

import org.jspecify.annotations.NullMarked;
