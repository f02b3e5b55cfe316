package dev.accountrisk.console.activity;

import dev.accountrisk.account.RiskPolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * A risk policy.
 *
 * @param halfLifeMillis 0 if a risk does not decay
 * @param fileBroken     whether the worker's file cannot be used as it is now, so that this policy is an earlier one
 */
record PolicyValues(double halfLifeMillis, double cap, double mediumFrom, double highFrom, double criticalFrom,
        boolean fileBroken) {
    static PolicyValues of(RiskPolicy policy) {
        return new PolicyValues(policy.halfLifeMillis(), policy.cap(), policy.mediumFrom(), policy.highFrom(),
                policy.criticalFrom(), false);
    }

    /** The same policy of a worker whose file is well: two workers with it decide alike. */
    PolicyValues alone() {
        return new PolicyValues(halfLifeMillis, cap, mediumFrom, highFrom, criticalFrom, false);
    }

    /** The half-life in words. */
    public String halfLife() {
        if (halfLifeMillis == 0) {
            return "none: a risk does not decay";
        }
        Duration duration = Duration.ofMillis((long) halfLifeMillis);
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + " d"
                : duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
