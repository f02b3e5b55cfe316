package dev.accountrisk.account;

/**
 * The journal row of an applied {@code ADD}.
 *
 * @param version the how many-th addition of its account it is
 */
public record RiskEntry(RiskUpdate update, double riskAfter, long version) {}
