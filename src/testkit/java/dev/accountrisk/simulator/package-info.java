/**
 * The simulator: the real engine, several workers at a time, on an in-memory twin of the database, with one seed that decides
 * whose turn it is, who dies where, which statement fails and which commit's answer is lost.
 *
 * <p>Owns the twin (tables made by the project's own migration, the little SQL that the engine speaks, row locks and READ
 * COMMITTED), the schedule, the faults and what is checked in the end. May use the engine's front door and the model. Never
 * opens a socket or reads a clock: the same seed gives the same run, to the last step.
 */
@NullMarked
package dev.accountrisk.simulator;

import org.jspecify.annotations.NullMarked;
