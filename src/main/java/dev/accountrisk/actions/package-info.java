/**
 * Owns what operators ask of the workers: the table of actions, which the console fills and workers empty, and the audit of what is
 * asked for at the command line. An action is carried out by the rooms redrive and positions, as their commands do; nothing else
 * writes here. The door is {@link dev.accountrisk.actions.ActionRunner}.
 *
 * <p>May use the rooms account, wire, broker, database, parking, positions, redrive and job.
 */
@NullMarked
package dev.accountrisk.actions;

import org.jspecify.annotations.NullMarked;
