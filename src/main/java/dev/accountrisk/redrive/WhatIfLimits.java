package dev.accountrisk.redrive;

import java.time.Duration;

/**
 * How much one look at many records may cost.
 *
 * @param counted   how many of the records that match are counted, at most
 * @param chosen    how many of them are chosen, at most: those that were parked first
 * @param ofAccount how many records of one account are looked at, at most
 * @param records   how many records are looked at in all
 * @param time      after so long no further account is begun
 */
public record WhatIfLimits(int counted, int chosen, int ofAccount, int records, Duration time) {}
