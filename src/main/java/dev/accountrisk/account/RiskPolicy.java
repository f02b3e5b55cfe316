package dev.accountrisk.account;

/**
 * How risk decays, how high it can be, and where the levels begin.
 *
 * @param halfLifeMillis the time in which a risk decays to its half; 0 if it does not decay
 * @param cap            the greatest risk that is stored
 * @param mediumFrom     where {@link RiskLevel#MEDIUM} begins
 * @param highFrom       where {@link RiskLevel#HIGH} begins
 * @param criticalFrom   where {@link RiskLevel#CRITICAL} begins
 */
public record RiskPolicy(double halfLifeMillis, double cap, double mediumFrom, double highFrom, double criticalFrom) {

    /** The policy that applies if no policy file is named. */
    public static final RiskPolicy DEFAULT = new RiskPolicy(0, 1_000_000, 30, 60, 85);

    /** Refuses a policy that makes no sense. The message names the setting as the policy file does. */
    public RiskPolicy {
        requireAtLeastZero("half-life", halfLifeMillis);
        requireAtLeastZero("cap", cap);
        requireAtLeastZero("levels.MEDIUM", mediumFrom);
        requireAtLeastZero("levels.HIGH", highFrom);
        requireAtLeastZero("levels.CRITICAL", criticalFrom);
        if (cap == 0) {
            throw new IllegalArgumentException("cap must be greater than 0");
        }
        if (highFrom < mediumFrom) {
            throw new IllegalArgumentException("levels.HIGH must not begin below levels.MEDIUM");
        }
        if (criticalFrom < highFrom) {
            throw new IllegalArgumentException("levels.CRITICAL must not begin below levels.HIGH");
        }
    }

    /** The level of a risk. */
    public RiskLevel levelOf(double risk) {
        if (risk >= criticalFrom) {
            return RiskLevel.CRITICAL;
        }
        if (risk >= highFrom) {
            return RiskLevel.HIGH;
        }
        return risk >= mediumFrom ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    /** The risk, limited to the cap. */
    public double capped(double risk) {
        return Math.min(risk, cap);
    }

    /**
     * What is left at {@code toMillis} of a risk that was measured at {@code fromMillis}. It uses {@link StrictMath}, so
     * that every machine that replays the same events stores the same digits.
     */
    public double decayed(double risk, long fromMillis, long toMillis) {
        if (halfLifeMillis == 0 || toMillis <= fromMillis) {
            return risk;
        }
        // as doubles, because the difference of two times may not fit a long
        double elapsedMillis = Math.abs((double) toMillis - fromMillis);
        return risk * StrictMath.pow(2, -elapsedMillis / halfLifeMillis);
    }

    private static void requireAtLeastZero(String setting, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(setting + " must be a finite number, 0 or greater");
        }
    }
}
