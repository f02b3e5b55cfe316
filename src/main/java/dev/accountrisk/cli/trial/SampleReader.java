package dev.accountrisk.cli.trial;

import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads samples, one a line: a value, or an object of nothing but {@code key}, {@code headers}, {@code timestamp} and either
 * {@code value} or {@code valueBase64}. JSON in there is passed on byte for byte.
 */
public final class SampleReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> PARTS = Set.of("key", "headers", "timestamp", "value", "valueBase64");

    private final long nowMillis;

    /** @param nowMillis the timestamp of samples that have none */
    public SampleReader(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /**
     * Reads a line.
     *
     * @param number the line's number, which stands for the offset
     * @throws IllegalArgumentException if it looks like an object with a record's parts, and a part has not its form
     */
    public Sample read(byte[] line, long number) {
        Parts parts = new Parts(line);
        if (!parts.areThere()) {
            return new Sample(new InputRecord(null, RecordHeaders.NONE, nowMillis, line, 0, number), false, Set.of());
        }
        RecordHeaders headers = parts.headers::get;
        return new Sample(new InputRecord(parts.key, headers, parts.timestampMillis == null
                ? nowMillis
                : parts.timestampMillis, parts.value, 0, number), parts.hasKey, Set.copyOf(parts.headers.keySet()));
    }

    /** The parts of one line. */
    private static final class Parts {
        private final byte[] line;
        private boolean hasKey;
        private byte @Nullable [] key;
        private byte @Nullable [] value;
        private @Nullable Long timestampMillis;
        private boolean hasValue;
        private boolean hasOther;
        private final Map<String, byte[]> headers = new HashMap<>();

        Parts(byte[] line) {
            this.line = line;
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    read(parser);
                }
            } catch (JacksonException noJson) {
                hasOther = true;
            }
        }

        boolean areThere() {
            return hasValue && !hasOther;
        }

        private void read(JsonParser parser) {
            for (String name = parser.nextName(); name != null && !hasOther; name = parser.nextName()) {
                hasOther = !PARTS.contains(name);
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "key" -> {
                        hasKey = true;
                        key = bytes(parser, token);
                    }
                    case "value" -> {
                        hasValue = true;
                        value = bytes(parser, token);
                    }
                    case "valueBase64" -> {
                        hasValue = true;
                        value = decoded(parser, token);
                    }
                    case "timestamp" -> timestampMillis = timestamp(parser, token);
                    case "headers" -> readHeaders(parser, token);
                    default -> parser.skipChildren();
                }
            }
        }

        private static byte[] decoded(JsonParser parser, JsonToken token) {
            if (token == JsonToken.VALUE_STRING) {
                try {
                    return Base64.getDecoder().decode(parser.getString());
                } catch (IllegalArgumentException noBase64) {
                    throw new IllegalArgumentException("valueBase64: must be text in Base64", noBase64);
                }
            }
            throw new IllegalArgumentException("valueBase64: must be text in Base64");
        }

        private static @Nullable Long timestamp(JsonParser parser, JsonToken token) {
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token != JsonToken.VALUE_NUMBER_INT) {
                throw new IllegalArgumentException("timestamp: must be epoch milliseconds");
            }
            return parser.getLongValue();
        }

        private void readHeaders(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("headers: must be an object of names and texts");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                byte[] text = bytes(parser, parser.nextToken());
                if (text != null) {
                    headers.put(name, text);
                }
            }
        }

        /** Text without its quotes, or other JSON as it is written. */
        private byte @Nullable [] bytes(JsonParser parser, JsonToken token) {
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token == JsonToken.VALUE_STRING) {
                return parser.getString().getBytes(StandardCharsets.UTF_8);
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            String last = parser.currentToken().isScalarValue() ? parser.getString() : "";
            int until = last.isEmpty()
                    ? (int) parser.currentLocation().getByteOffset()
                    : from + last.getBytes(StandardCharsets.UTF_8).length;
            return Arrays.copyOfRange(line, from, until);
        }
    }
}
