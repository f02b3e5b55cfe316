package dev.accountrisk.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record in the making: raw JSON by field, so that a test can spoil any part of it. */
public final class RawRecord {
    public static final long WRITTEN_AT_MILLIS = 1763776800200L;
    public static final long MAX_CLOCK_SKEW_MILLIS = 300_000;
    public static final String ACCOUNT = "dc57ktzmtiwp";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> extras = new ArrayList<>();
    private String after = "";
    private byte @Nullable [] key = bytes(ACCOUNT);

    public static RawRecord riskUpdate() {
        return new RawRecord().with("eventId", "\"0199f1a2-7c11-7000-8000-5c1e0b6f2a10\"")
                .with("accountUuid", "\"" + ACCOUNT + "\"")
                .with("type", "\"SET\"")
                .with("risk", "42.5")
                .with("occurredAt", "1763776800123")
                .with("sequence", "17")
                .with("source", "\"rules-engine\"");
    }

    public static RawRecord command(String type) {
        return new RawRecord().with("commandId", "\"test_17\"")
                .with("accountUuid", "\"" + ACCOUNT + "\"")
                .with("type", "\"" + type + "\"")
                .with("asset", "\"COIN\"")
                .with("amount", "\"616\"")
                .with("holdId", "\"task-9\"")
                .with("expiresAt", "1763780400000")
                .with("externalRef", "\"book:7\"")
                .with("occurredAt", "1763776800123");
    }

    public RawRecord with(String field, String rawValue) {
        fields.put(field, rawValue);
        return this;
    }

    public RawRecord without(String field) {
        fields.remove(field);
        return this;
    }

    /** Adds what need not be a field. */
    public RawRecord withExtra(String raw) {
        extras.add(raw);
        return this;
    }

    public RawRecord followedBy(String raw) {
        after = raw;
        return this;
    }

    public RawRecord withKey(byte @Nullable [] otherKey) {
        key = otherKey;
        return this;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public String text() {
        List<String> parts = new ArrayList<>();
        fields.forEach((name, value) -> parts.add("\"" + name + "\":" + value));
        parts.addAll(extras);
        return "{" + String.join(",", parts) + "}" + after;
    }

    public byte[] value() {
        return bytes(text());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
