package dev.accountrisk.local;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/** Risk updates: mostly new values, some additions, some late ones, and a few of each kind that must be parked. */
final class MadeUpRiskUpdates {

    private static final double INVALID_SHARE = 0.005;
    private static final double LATE_SHARE = 0.05;
    private static final double ADD_SHARE = 0.1;
    private static final int RISK_MAX = 100;
    private static final int ADDITION_MAX = 5;
    private static final int LATE_MILLIS_MAX = (int) Duration.ofMinutes(10).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final String UPPER_CASE = "2F1C7A54-9D3B-4E7A-8C11-6B0F5D9E3A20";

    private final Random random;
    private final MadeUpAccounts accounts;
    private final LongSupplier nowMillis;
    private int made;

    MadeUpRiskUpdates(Random random, MadeUpAccounts accounts, LongSupplier nowMillis) {
        this.random = random;
        this.accounts = accounts;
        this.nowMillis = nowMillis;
    }

    FeedRecord next() {
        String account = accounts.any();
        if (random.nextDouble() < INVALID_SHARE) {
            return invalid(account);
        }
        boolean late = random.nextDouble() < LATE_SHARE;
        long occurredAt = nowMillis.getAsLong() - (late ? random.nextInt(LATE_MILLIS_MAX) : 0);
        boolean add = random.nextDouble() < ADD_SHARE;
        return FeedRecord.riskUpdate(account,
                json(account, add ? "ADD" : "SET", number(add ? ADDITION_MAX : RISK_MAX), occurredAt));
    }

    /** Each of these is parked with its own reason. */
    private FeedRecord invalid(String account) {
        long now = nowMillis.getAsLong();
        return switch (random.nextInt(7)) {
            case 0 -> FeedRecord.riskUpdate(account, "not json at all");
            case 1 -> FeedRecord.riskUpdate(account, "{\"eventId\":\"%s\",\"accountUuid\":\"%s\",\"occurredAt\":%d}"
                    .formatted(eventId(), account, now));
            case 2 -> FeedRecord.riskUpdate("somebody-else", json(account, "SET", number(RISK_MAX), now));
            case 3 -> FeedRecord.riskUpdate(account, json(account, "SET", "NaN", now));
            case 4 -> FeedRecord.riskUpdate(account, json(account, "SET", number(RISK_MAX), now + HOUR_MILLIS));
            case 5 -> FeedRecord.riskUpdate(account,
                    json(account, "SET", number(RISK_MAX) + ",\"risk\":" + number(RISK_MAX), now));
            default -> FeedRecord.riskUpdate(UPPER_CASE, json(UPPER_CASE, "SET", number(RISK_MAX), now));
        };
    }

    private String json(String account, String type, String risk, long occurredAt) {
        return "{\"eventId\":\"%s\",\"accountUuid\":\"%s\",\"type\":\"%s\",\"risk\":%s,\"occurredAt\":%d,\"source\":\"local\"}"
                .formatted(eventId(), account, type, risk, occurredAt);
    }

    private String eventId() {
        made++;
        return "e-" + made;
    }

    private String number(int max) {
        return String.format(Locale.ROOT, "%.2f", random.nextDouble() * max);
    }
}
