package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskLevel;

/**
 * What a row of risk says.
 *
 * @param entries how many additions there were
 */
record RiskRow(double risk, RiskLevel level, long occurredAtMillis, long entries) {}
