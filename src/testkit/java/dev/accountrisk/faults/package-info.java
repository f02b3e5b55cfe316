/**
 * The fault suite: several worker processes under load while workers and servers are killed, frozen, cut off and
 * restarted by seed, and everything held against the model after each round.
 *
 * <p>Owns the faults, their schedule, the watch that looks on meanwhile and the report. May use the acceptance
 * scenarios, the model and the test servers. Never uses a class of the worker.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.faults;
