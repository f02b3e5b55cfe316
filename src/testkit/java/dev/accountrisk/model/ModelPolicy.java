package dev.accountrisk.model;

/**
 * How risk fades, where it is capped and where its levels begin.
 *
 * @param halfLifeMillis
 *            0 means that risk does not fade
 */
public record ModelPolicy(long halfLifeMillis, double cap, double medium, double high, double critical) {
    /** The contract's defaults. */
    public static final ModelPolicy DEFAULT = new ModelPolicy(0, 1_000_000, 30, 60, 85);

    double faded(double risk, long elapsedMillis) {
        if (halfLifeMillis == 0 || elapsedMillis == 0) {
            return risk;
        }
        return risk * Math.pow(2, -((double) elapsedMillis / halfLifeMillis));
    }

    double capped(double risk) {
        return Math.min(risk, cap);
    }

    String level(double risk) {
        if (risk >= critical) {
            return "CRITICAL";
        }
        if (risk >= high) {
            return "HIGH";
        }
        return risk >= medium ? "MEDIUM" : "LOW";
    }
}
