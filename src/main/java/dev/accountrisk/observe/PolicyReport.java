package dev.accountrisk.observe;

import dev.accountrisk.account.RiskPolicy;

/**
 * The risk policy that a worker uses, as it tells the console.
 *
 * @param halfLifeMillis 0 if a risk does not decay
 * @param fileBroken     whether its file cannot be used as it is now, so that the policy is an earlier one
 */
record PolicyReport(double halfLifeMillis, double cap, double mediumFrom, double highFrom, double criticalFrom,
        boolean fileBroken) {
    static PolicyReport of(RiskPolicy policy, boolean fileBroken) {
        return new PolicyReport(policy.halfLifeMillis(), policy.cap(), policy.mediumFrom(), policy.highFrom(),
                policy.criticalFrom(), fileBroken);
    }
}
