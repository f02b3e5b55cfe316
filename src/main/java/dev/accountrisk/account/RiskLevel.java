package dev.accountrisk.account;

/** The levels of risk, from the lowest up. The {@link RiskPolicy} says where each begins. */
public enum RiskLevel {
    LOW, MEDIUM, HIGH, CRITICAL
}
