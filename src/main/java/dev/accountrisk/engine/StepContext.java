package dev.accountrisk.engine;

import dev.accountrisk.outbox.Outbox;

/**
 * What a topic needs to open a step.
 *
 * @param outbox    takes the events and the notes about parked records
 * @param clock     measures the parts of a transaction
 * @param remembers whether the step may remember rows. It may not if others write the same rows without moving its fence
 */
public record StepContext(Outbox outbox, StepClock clock, boolean remembers) {}
