package dev.accountrisk.account;

/**
 * The journal row of an applied {@code ADD}.
 *
 * @param version ordinal of this addition within its account, starting at 1
 */
public record RiskEntry(RiskUpdate update, double riskAfter, long version) {}
