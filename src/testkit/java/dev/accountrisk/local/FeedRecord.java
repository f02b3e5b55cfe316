package dev.accountrisk.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to one of the two topics.
 *
 * @param timestampMillis its own time, or null for the time when it is sent
 * @param line            the number of its line in the user's file, or 0
 */
record FeedRecord(Kind kind, @Nullable Bytes key, @Nullable Bytes value, Map<String, Bytes> headers,
        @Nullable Long timestampMillis, long line) {

    FeedRecord(Kind kind, @Nullable String key, Bytes value, long line) {
        this(kind, key == null ? null : Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), value, Map.of(), null, line);
    }

    /** Which of the worker's two topics. */
    enum Kind {
        RISK_UPDATE("account.risk.updates"), COMMAND("account.commands");

        private final String topic;

        Kind(String topic) {
            this.topic = topic;
        }

        String topic() {
            return topic;
        }
    }

    static FeedRecord riskUpdate(String key, String json) {
        return new FeedRecord(Kind.RISK_UPDATE, key, Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), 0);
    }

    static FeedRecord command(String key, String json) {
        return new FeedRecord(Kind.COMMAND, key, Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), 0);
    }

    String text() {
        return value == null ? "" : new String(value.get(), StandardCharsets.UTF_8);
    }

    /** The key as text, or null. */
    @Nullable
    String keyText() {
        return key == null ? null : new String(key.get(), StandardCharsets.UTF_8);
    }
}
