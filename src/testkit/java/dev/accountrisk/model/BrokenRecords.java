package dev.accountrisk.model;

import static dev.accountrisk.model.LoadNames.field;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** One record of every kind that can never be applied, each broken in one place only. */
public final class BrokenRecords {
    private static final int KINDS = 15;

    private BrokenRecords() {}

    /** How many kinds there are. */
    public static int kinds() {
        return KINDS;
    }

    /**
     * A record that cannot be applied.
     *
     * @param idField
     *            {@code eventId} or {@code commandId}
     * @param body
     *            the fields that make the record valid, without ids and times, none of them optional
     */
    static LoadRecord make(
            int kind,
            String topic,
            String account,
            String idField,
            String id,
            String body,
            long timestampMillis) {
        String ids = field(idField, id) + "," + field("accountUuid", account);
        String time = field("occurredAt", timestampMillis);
        String good = "{" + ids + "," + body + "," + time + "}";
        return switch (kind) {
            case 0 -> LoadNames.record(topic, account, null, timestampMillis);
            case 1 -> LoadNames.record(topic, account, "", timestampMillis);
            case 2 -> LoadNames.record(topic, account, "{" + ids + ",", timestampMillis);
            case 3 -> LoadNames.record(topic, account, padded(good, 70 * 1024), timestampMillis);
            case 4 -> LoadNames.record(topic, account, "[" + good + "]", timestampMillis);
            case 5 -> LoadNames.record(topic, account, with(good, "\"extra\":NaN"), timestampMillis);
            case 6 -> LoadNames.record(topic, account, with(good, deep(17)), timestampMillis);
            case 7 -> LoadNames.record(topic, account, with(good, field("accountUuid", account)), timestampMillis);
            case 8 -> LoadNames.record(topic, account, "{" + ids + "," + time + "}", timestampMillis);
            case 9 -> LoadNames.record(
                    topic,
                    account,
                    "{" + ids + "," + body + "," + field("occurredAt", "yesterday") + "}",
                    timestampMillis);
            case 10 -> LoadNames.record(
                    topic,
                    shouted(id),
                    good.replace(field("accountUuid", account), field("accountUuid", shouted(id))),
                    timestampMillis);
            case 11 -> LoadNames.record(
                    topic,
                    account,
                    "{" + ids + "," + body + "," + field("occurredAt", timestampMillis + 3_600_000) + "}",
                    timestampMillis);
            case 12 -> LoadNames.record(topic, "not-" + account, good, timestampMillis);
            case 13 -> LoadNames.record(topic, null, good, timestampMillis);
            case 14 -> new LoadRecord(
                    topic,
                    account.getBytes(StandardCharsets.UTF_8),
                    with(good, "\"text\":\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1),
                    timestampMillis);
            default -> throw new IllegalArgumentException("kinds are 0 to " + (KINDS - 1));
        };
    }

    private static String shouted(String id) {
        return new UUID(7, id.hashCode() | 0xA0L).toString().toUpperCase(Locale.ROOT);
    }

    private static String with(String object, String field) {
        return object.substring(0, object.length() - 1) + "," + field + "}";
    }

    private static String deep(int levels) {
        return "\"nest\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1);
    }

    private static String padded(String object, int bytes) {
        return with(object, field("pad", "x".repeat(bytes - object.length() - 9)));
    }
}
