/**
 * Owns the operators' actions on positions: list them, accept a topic's new id, and move one across a gap. Each
 * change is recorded, with who asked for it and why, in the transaction of the change. The door is {@link
 * dev.accountrisk.positions.PositionActions}.
 *
 * <p>May use the rooms broker, database and engine.
 */
@NullMarked
package dev.accountrisk.positions;

import org.jspecify.annotations.NullMarked;
