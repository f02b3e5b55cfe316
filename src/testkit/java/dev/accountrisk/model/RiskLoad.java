package dev.accountrisk.model;

import static dev.accountrisk.model.LoadNames.field;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Risk updates that look like life: few accounts get most of them, some come late, some twice, some broken. The same
 * seed gives the same records.
 *
 * @param addShare
 *            the part of the updates that add
 * @param startMillis
 *            the time of the first record; ten records share a millisecond, so that ties occur
 */
public record RiskLoad(
        String topic,
        long seed,
        int records,
        int accounts,
        double lateShare,
        double repeatShare,
        double brokenShare,
        double addShare,
        boolean sequenced,
        long startMillis) {

    private static final int REMEMBERED = 1024;
    private static final long LATE_MILLIS_MAX = 3_600_000;

    /** The mixture that the project's acceptance asks for: 5 % late, 1 % twice, some broken, no additions. */
    public static RiskLoad usual(String topic, long seed, int records, int accounts, long startMillis) {
        return new RiskLoad(topic, seed, records, accounts, 0.05, 0.01, 0.001, 0, false, startMillis);
    }

    /** The same with a share of additions. */
    public RiskLoad adding(double share) {
        return new RiskLoad(
                topic,
                seed,
                records,
                accounts,
                lateShare,
                repeatShare,
                brokenShare,
                share,
                sequenced,
                startMillis);
    }

    /** The same with a sequence in every update. */
    public RiskLoad inSequence() {
        return new RiskLoad(
                topic,
                seed,
                records,
                accounts,
                lateShare,
                repeatShare,
                brokenShare,
                addShare,
                true,
                startMillis);
    }

    /** Hands out every record in the order to send them. */
    public void forEach(Consumer<LoadRecord> sender) {
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(accounts, 0.9);
        LoadRecord[] recent = new LoadRecord[REMEMBERED];
        int fresh = 0;
        for (int number = 0; number < records; number++) {
            long now = startMillis + number / 10;
            if (fresh > 0 && random.nextDouble() < repeatShare) {
                LoadRecord again = recent[random.nextInt(Math.min(fresh, REMEMBERED))];
                sender.accept(new LoadRecord(again.topic(), again.key(), again.value(), now));
                continue;
            }
            String account = LoadNames.account(zipf.draw(random));
            if (random.nextDouble() < brokenShare) {
                sender.accept(broken(random, account, "e" + seed + "-" + number, now));
                continue;
            }
            LoadRecord record = LoadNames.record(topic, account, update(random, account, number, now), now);
            recent[fresh++ % REMEMBERED] = record;
            sender.accept(record);
        }
    }

    private LoadRecord broken(SplittableRandom random, String account, String id, long now) {
        String body = "\"risk\":1,\"sequence\":1";
        return BrokenRecords
                .make(random.nextInt(BrokenRecords.kinds()), topic, account, "eventId", id, body, now);
    }

    private String update(SplittableRandom random, String account, int number, long now) {
        boolean late = random.nextDouble() < lateShare;
        long occurredAt = late ? now - random.nextLong(LATE_MILLIS_MAX) : now;
        boolean adds = random.nextDouble() < addShare;
        StringBuilder json = new StringBuilder(160).append('{')
                .append(field("eventId", "e" + seed + "-" + number))
                .append(',')
                .append(field("accountUuid", account));
        if (adds) {
            json.append(",\"type\":\"ADD\"");
        } else if (random.nextInt(4) == 0) {
            json.append(",\"type\":\"SET\"");
        }
        json.append(",\"risk\":").append(risk(random, adds)).append(',').append(field("occurredAt", occurredAt));
        if (sequenced) {
            json.append(',').append(field("sequence", late ? random.nextInt(number + 1) : number));
        }
        return json.append(",\"source\":\"rules-engine\"}").toString();
    }

    private static String risk(SplittableRandom random, boolean adds) {
        double risk = random.nextDouble() * (adds ? 5 : 100);
        return switch (random.nextInt(4)) {
            case 0 -> Double.toString(risk);
            case 1 -> Integer.toString((int) risk);
            case 2 -> (int) (risk * 100) + "e-2";
            default -> (int) risk + ".5";
        };
    }
}
