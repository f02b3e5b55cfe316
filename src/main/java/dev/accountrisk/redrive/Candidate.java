package dev.accountrisk.redrive;

/** An account with parked records that were chosen. */
public record Candidate(String account, long records) {}
