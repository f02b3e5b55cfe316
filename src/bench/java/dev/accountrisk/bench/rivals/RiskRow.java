package dev.accountrisk.bench.rivals;

/** A risk update as a rival keeps it. */
record RiskRow(String accountUuid, String eventId, double risk, long occurredAtMillis) {
    private static final double MEDIUM_FROM = 30;
    private static final double HIGH_FROM = 60;
    private static final double CRITICAL_FROM = 85;

    boolean isNewerThan(RiskRow other) {
        return occurredAtMillis > other.occurredAtMillis
                || (occurredAtMillis == other.occurredAtMillis && eventId.compareTo(other.eventId) > 0);
    }

    String level() {
        if (risk >= CRITICAL_FROM) {
            return "CRITICAL";
        }
        if (risk >= HIGH_FROM) {
            return "HIGH";
        }
        return risk >= MEDIUM_FROM ? "MEDIUM" : "LOW";
    }
}
