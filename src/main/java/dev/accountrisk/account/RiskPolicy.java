package dev.accountrisk.account;

/**
 * How risk fades, how high it can be and where the levels begin.
 *
 * @param halfLifeMillis after how long half of a risk is left; 0 when it does not fade
 * @param cap            the greatest risk that is stored
 * @param mediumFrom     where {@link RiskLevel#MEDIUM} begins
 * @param highFrom       where {@link RiskLevel#HIGH} begins
 * @param criticalFrom   where {@link RiskLevel#CRITICAL} begins
 */
public record RiskPolicy(double halfLifeMillis, double cap, double mediumFrom, double highFrom, double criticalFrom) {

    /** What holds when no policy file is named. */
    public static final RiskPolicy DEFAULT = new RiskPolicy(0, 1_000_000, 30, 60, 85);

    /** Refuses a policy that makes no sense; the message names the setting as the policy file spells it. */
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

    /** The risk, but never more than the cap. */
    public double capped(double risk) {
        return Math.min(risk, cap);
    }

    /**
     * What is left at {@code toMillis} of a risk of {@code fromMillis}. {@link StrictMath}, so that every machine that
     * replays the same events stores the same digits.
     */
    public double decayed(double risk, long fromMillis, long toMillis) {
        if (halfLifeMillis == 0 || toMillis <= fromMillis) {
            return risk;
        }
        // as doubles, since times may be so far apart that their difference is no long
        double elapsedMillis = Math.abs((double) toMillis - fromMillis);
        return risk * StrictMath.pow(2, -elapsedMillis / halfLifeMillis);
    }

    private static void requireAtLeastZero(String setting, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(setting + " must be a finite number, 0 or greater");
        }
    }
}
