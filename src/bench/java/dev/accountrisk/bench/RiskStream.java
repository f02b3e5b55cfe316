package dev.accountrisk.bench;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Risk updates, the same for the same seed: some accounts much busier than others, one in twenty late, one in a hundred sent
 * twice.
 *
 * @param accounts how many there may be; the rarest may not occur
 * @param records  how many are sent, those that are sent twice counted twice
 */
record RiskStream(long seed, int accounts, int records) {
    private static final double EXPONENT = 0.9;
    private static final double LATE_SHARE = 0.05;
    private static final double TWICE_SHARE = 0.01;
    private static final int LATE_MILLIS_MAX = 600_000;
    private static final int RECENT = 500;
    private static final long BEGIN_MILLIS = 1_763_776_800_000L;
    private static final int RISK_HUNDREDTHS_MAX = 10_000;

    /** One update, as it is sent and as it is meant. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
    record Update(int account, String accountUuid, String eventId, long occurredAtMillis, double risk, byte[] value) {}

    /** Takes one update after the other. */
    @FunctionalInterface
    interface Sink {
        void take(Update update);
    }

    /** Hands out all of it. */
    void replay(Sink sink) {
        replayWhile(() -> true, sink);
    }

    /** Hands it out until there is no more or the condition no longer holds. */
    void replayWhile(BooleanSupplier condition, Sink sink) {
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(accounts, EXPONENT);
        Update[] recent = new Update[RECENT];
        int made = 0;
        for (int sent = 0; sent < records && condition.getAsBoolean(); sent++) {
            if (made >= RECENT && random.nextDouble() < TWICE_SHARE) {
                sink.take(recent[random.nextInt(RECENT)]);
            } else {
                Update update = make(made, zipf.draw(random), random);
                recent[made % RECENT] = update;
                made++;
                sink.take(update);
            }
        }
    }

    private static Update make(int number, int account, SplittableRandom random) {
        long lateMillis = random.nextDouble() < LATE_SHARE ? random.nextLong(LATE_MILLIS_MAX) : 0;
        long occurredAtMillis = BEGIN_MILLIS + number / 10 - lateMillis;
        String risk = hundredths(random.nextInt(RISK_HUNDREDTHS_MAX));
        String accountUuid = accountUuid(account);
        String eventId = eventId(number, random);
        String json = "{\"eventId\":\"" + eventId + "\",\"accountUuid\":\"" + accountUuid + "\",\"risk\":" + risk
                + ",\"occurredAt\":" + occurredAtMillis + ",\"source\":\"feed-one\"}";
        return new Update(account, accountUuid, eventId, occurredAtMillis, Double.parseDouble(risk),
                json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hundredths(int value) {
        return value / 100 + "." + value / 10 % 10 + value % 10;
    }

    static String accountUuid(int account) {
        return UUID.nameUUIDFromBytes(("account " + account).getBytes(StandardCharsets.US_ASCII)).toString();
    }

    /** In the form of a UUID whose order is that of time, as most sources make them. */
    private static String eventId(int number, SplittableRandom random) {
        HexFormat hex = HexFormat.of();
        return "0199f1a2-" + hex.toHexDigits(number >>> 12, 4) + "-7" + hex.toHexDigits(number, 3) + "-8000-"
                + hex.toHexDigits(random.nextLong(), 12);
    }
}
