package dev.accountrisk.account;

/** The journal row of an applied {@code ADD}. */
public record RiskEntry(RiskUpdate update, double riskAfter, long version) {}
