package dev.accountrisk.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object, its top fields by name with their literal text, so that no number ever passes through a double.
 *
 * @param repeated
 *            whether an object in it, at any depth, names a field twice
 */
record Json(Map<String, Literal> fields, boolean repeated) {
    /** A top field's value: the kind of its first token and, for text and numbers, the literal. */
    record Literal(JsonToken kind, String text) {
        boolean isText() {
            return kind == JsonToken.VALUE_STRING;
        }

        boolean isNumber() {
            return kind == JsonToken.VALUE_NUMBER_INT || kind == JsonToken.VALUE_NUMBER_FLOAT;
        }
    }

    private static final int DEPTH_MAX = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
            .build();

    /** The object the bytes spell, or nothing when they are not exactly one JSON object of allowed depth. */
    static Optional<Json> parse(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), strictText(utf8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Literal> fields = new LinkedHashMap<>();
            boolean repeated = false;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean scalar = value.isScalarValue();
                Literal literal = new Literal(value, scalar ? parser.getString() : "");
                repeated |= fields.put(name, literal) != null;
                repeated |= !scalar && skipsRepetition(parser, value);
            }
            return parser.nextToken() == null ? Optional.of(new Json(fields, repeated)) : Optional.empty();
        } catch (JacksonException | CharacterCodingException notJson) {
            return Optional.empty();
        }
    }

    private static boolean skipsRepetition(JsonParser parser, JsonToken opening) {
        boolean repeated = false;
        Set<String> names = new HashSet<>();
        JsonToken closing = opening == JsonToken.START_OBJECT ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        for (JsonToken token = parser.nextToken(); token != closing; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                repeated |= !names.add(parser.currentName());
            } else if (token.isStructStart()) {
                repeated |= skipsRepetition(parser, token);
            }
        }
        return repeated;
    }

    private static String strictText(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString();
    }
}
