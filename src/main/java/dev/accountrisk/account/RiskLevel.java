package dev.accountrisk.account;

/** The levels of risk, from the lowest up. Where each begins is the {@link RiskPolicy}'s. */
public enum RiskLevel {
    LOW, MEDIUM, HIGH, CRITICAL
}
