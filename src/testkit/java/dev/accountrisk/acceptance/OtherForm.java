package dev.accountrisk.acceptance;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of both topics in a form that is not the contract's, and the way back, written without the worker's code. What is not
 * JSON, is too large or too deep, or has two fields of one name, stays as it is.
 */
final class OtherForm {
    static final String RISK_UPDATES = """
            fields:
              eventId: /meta/id
              accountUuid: /who
              type: {from: /kind, values: {absolute: SET, delta: ADD}}
              risk: {from: /hundredths, shift: -2}
              occurredAt: {from: /meta/second, unit: s}
              sequence: {from: /meta/number, as: number}
              source: /meta/origin
            key: {prefix: 'acct/'}
            only:
              - {from: /reader, in: [ledger, all]}
            """;
    static final String COMMANDS = """
            fields:
              commandId: /meta/id
              accountUuid: key
              type:
                from: /do
                values: {register: OPEN, in: CREDIT, out: DEBIT, hold: FREEZE, take: SETTLE, free: REFUND, end: EXPIRE}
              asset: {from: /currency, values: {main: DEFAULT, coin: COIN, seven: 'token:7', much: HUGE}}
              amount: {from: /cents, shift: -2}
              holdId: /hold/id
              expiresAt: {from: /hold/until, unit: s}
              externalRef: /book/ref
              occurredAt: {from: /meta/second, unit: s}
            key: {prefix: 'acct/'}
            only:
              - {from: /reader, not-in: [audit]}
            """;
    static final String FOR_THE_WORKER = "ledger";
    static final String FOR_ANOTHER = "audit";

    private static final List<OtherField> UPDATE = List.of(
            new OtherField("eventId", "meta", "id", Change.NONE),
            new OtherField("accountUuid", "", "who", Change.NONE),
            new OtherField("type", "", "kind", Change.words(Map.of("SET", "absolute", "ADD", "delta"))),
            new OtherField("risk", "", "hundredths", Change.shift(2)),
            new OtherField("occurredAt", "meta", "second", Change.shift(-3)),
            new OtherField("sequence", "meta", "number", Change.TO_TEXT),
            new OtherField("source", "meta", "origin", Change.NONE));
    private static final List<OtherField> COMMAND = List.of(
            new OtherField("commandId", "meta", "id", Change.NONE),
            new OtherField("type", "", "do",
                    Change.words(Map.of("OPEN", "register", "CREDIT", "in", "DEBIT", "out", "FREEZE", "hold", "SETTLE",
                            "take", "REFUND", "free", "EXPIRE", "end"))),
            new OtherField("asset", "", "currency",
                    Change.words(Map.of("DEFAULT", "main", "COIN", "coin", "token:7", "seven", "HUGE", "much"))),
            new OtherField("amount", "", "cents", Change.shift(2)),
            new OtherField("holdId", "hold", "id", Change.NONE),
            new OtherField("expiresAt", "hold", "until", Change.shift(-3)),
            new OtherField("externalRef", "book", "ref", Change.NONE),
            new OtherField("occurredAt", "meta", "second", Change.shift(-3)));

    private static final String ACCOUNT = "accountUuid";
    private static final String READER = "reader";
    private static final String PREFIX = "acct/";
    private static final byte[] UNFIT = {};
    private static final int VALUE_BYTES_MAX = 64 * 1024;
    private static final int LEVELS_MAX = 16;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(LEVELS_MAX).build())
            .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String commandTopic;

    OtherForm(String commandTopic) {
        this.commandTopic = commandTopic;
    }

    /**
     * A record of the contract's form in the other one.
     *
     * @param reader whom it is for
     */
    LoadRecord of(LoadRecord plain, String reader) {
        byte[] key = plain.key() == null ? null : bytes(PREFIX + text(plain.key()));
        ObjectNode from = object(plain.value());
        if (from == null) {
            return new LoadRecord(plain.topic(), key, plain.value(), plain.timestampMillis());
        }
        ObjectNode to = JSON.createObjectNode();
        to.put(READER, reader);
        fields(plain.topic()).forEach(field -> field.moveThere(from, to));
        if (isCommand(plain.topic())) {
            from.remove(ACCOUNT);
        }
        to.setAll(from);
        return new LoadRecord(plain.topic(), key, bytes(to.toString()), plain.timestampMillis());
    }

    /** The same record under a key that the mapping's rule does not fit. */
    static LoadRecord underUnfitKey(LoadRecord other) {
        return new LoadRecord(other.topic(), bytes("none"), other.value(), other.timestampMillis());
    }

    /** A record of the topic as one of the contract's form; empty if it is for another reader. */
    Optional<LogRecord> back(LogRecord other) {
        ObjectNode value = object(other.value());
        if (value != null && value.has("commandId")) {
            // a worker sent it, in the contract's form
            return Optional.of(other);
        }
        byte[] key = accountKey(other.key());
        if (value == null) {
            return Optional.of(with(other, key, other.value()));
        }
        if (FOR_ANOTHER.equals(value.path(READER).stringValue(""))) {
            return Optional.empty();
        }
        ObjectNode to = JSON.createObjectNode();
        if (isCommand(other.topic()) && key != null && key.length > 0) {
            to.put(ACCOUNT, text(key));
        }
        fields(other.topic()).forEach(field -> field.moveBack(value, to));
        value.remove(List.of("meta", "hold", "book", READER));
        to.setAll(value);
        return Optional.of(with(other, key, bytes(to.toString())));
    }

    private static byte @Nullable [] accountKey(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        String text = text(key);
        return text.startsWith(PREFIX) ? bytes(text.substring(PREFIX.length())) : UNFIT;
    }

    private static LogRecord with(LogRecord other, byte @Nullable [] key, byte @Nullable [] value) {
        return new LogRecord(other.topic(), other.partition(), other.offset(), other.timestampMillis(), key, value);
    }

    private boolean isCommand(String topic) {
        return topic.equals(commandTopic);
    }

    private List<OtherField> fields(String topic) {
        return isCommand(topic) ? COMMAND : UPDATE;
    }

    private static @Nullable ObjectNode object(byte @Nullable [] value) {
        try {
            JsonNode read = value == null || value.length > VALUE_BYTES_MAX ? null : JSON.readTree(value);
            return read instanceof ObjectNode object ? object : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
