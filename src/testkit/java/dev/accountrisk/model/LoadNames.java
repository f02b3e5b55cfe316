package dev.accountrisk.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The spelling of ids and records in a load. */
final class LoadNames {
    private LoadNames() {}

    /** Every third account has a UUID, the others a short id. */
    static String account(int number) {
        return number % 3 == 0 ? new UUID(0x0199_f1a2_7c11_7000L, number).toString() : "acc-" + number;
    }

    static LoadRecord record(String topic, @Nullable String key, @Nullable String value, long timestampMillis) {
        return new LoadRecord(
                topic,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                timestampMillis);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static String field(String name, String text) {
        return "\"" + name + "\":\"" + text + "\"";
    }

    static String field(String name, long number) {
        return "\"" + name + "\":" + number;
    }
}
