package dev.accountrisk.local;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** One record on its way to one of the two topics. */
record FeedRecord(Kind kind, @Nullable String key, Bytes value) {

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
        return new FeedRecord(Kind.RISK_UPDATE, key, Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    static FeedRecord command(String key, String json) {
        return new FeedRecord(Kind.COMMAND, key, Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    String text() {
        return new String(value.get(), StandardCharsets.UTF_8);
    }
}
