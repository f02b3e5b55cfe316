package dev.accountrisk.acceptance;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.LogRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Risk updates in a form that is not the contract's, and the way back, written without the worker's code. What is not JSON, or has
 * two fields of one name, stays as it is.
 */
final class OtherForm {
    static final String MAPPING = """
            fields:
              eventId: /meta/id
              accountUuid: /who
              type: {from: /kind, values: {absolute: SET, delta: ADD}}
              risk: {from: /hundredths, shift: -2}
              occurredAt: {from: /meta/second, unit: s}
            key: {prefix: 'acct/'}
            """;

    private static final Map<String, String> KINDS = Map.of("SET", "absolute", "ADD", "delta");
    private static final Map<String, String> TYPES = Map.of("absolute", "SET", "delta", "ADD");
    private static final String PREFIX = "acct/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OtherForm() {}

    /** A record of the contract's form in the other one. */
    static LoadRecord of(LoadRecord plain) {
        ObjectNode from = object(plain.value());
        byte[] key = plain.key() == null ? null : bytes(PREFIX + text(plain.key()));
        if (from == null) {
            return new LoadRecord(plain.topic(), key, plain.value(), plain.timestampMillis());
        }
        ObjectNode to = JSON.createObjectNode();
        ObjectNode meta = to.putObject("meta");
        move(from, "eventId", meta, "id");
        shift(from, "occurredAt", meta, "second", -3);
        move(from, "accountUuid", to, "who");
        translate(from, "type", to, "kind", KINDS);
        shift(from, "risk", to, "hundredths", 2);
        return new LoadRecord(plain.topic(), key, bytes(to.toString()), plain.timestampMillis());
    }

    /** A record of the other form in the contract's. */
    static LogRecord back(LogRecord other) {
        ObjectNode from = object(other.value());
        byte[] key = other.key() == null ? null : bytes(text(other.key()).substring(PREFIX.length()));
        if (from == null) {
            return new LogRecord(other.topic(), other.partition(), other.offset(), other.timestampMillis(), key,
                    other.value());
        }
        ObjectNode to = JSON.createObjectNode();
        ObjectNode meta = (ObjectNode) from.get("meta");
        move(meta, "id", to, "eventId");
        move(from, "who", to, "accountUuid");
        translate(from, "kind", to, "type", TYPES);
        shift(from, "hundredths", to, "risk", -2);
        shift(meta, "second", to, "occurredAt", 3);
        return new LogRecord(other.topic(), other.partition(), other.offset(), other.timestampMillis(), key,
                bytes(to.toString()));
    }

    private static @Nullable ObjectNode object(byte @Nullable [] value) {
        try {
            return value != null && value.length < 65_536 && JSON.readTree(value) instanceof ObjectNode object
                    ? object
                    : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static void move(ObjectNode from, String name, ObjectNode to, String otherName) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(otherName, value);
        }
    }

    private static void translate(ObjectNode from, String name, ObjectNode to, String otherName,
            Map<String, String> words) {
        JsonNode value = from.get(name);
        if (value != null && value.isString()) {
            to.put(otherName, words.getOrDefault(value.stringValue(), value.stringValue()));
        } else {
            move(from, name, to, otherName);
        }
    }

    private static void shift(ObjectNode from, String name, ObjectNode to, String otherName, int places) {
        JsonNode value = from.get(name);
        if (value != null && value.isNumber()) {
            BigDecimal shifted = value.decimalValue().scaleByPowerOfTen(places);
            to.put(otherName, shifted.scale() < 0 ? shifted.setScale(0, RoundingMode.UNNECESSARY) : shifted);
        } else {
            move(from, name, to, otherName);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
