package dev.accountrisk.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents that differ from a good one in one field, at any depth: it has another value, or it is not there. */
final class WrongValues {
    private static final List<JsonNode> VALUES = Stream
            .of("null", "true", "[]", "{}", "-1", "0", "1.5", "1e-19", "1e20", "1e400",
                    "-9223372036854775809", "\"\"", "\"%\"", "\"0199F1A2-7C11-7000-8000-5C1E0B6F2A10\"",
                    "\"" + "x".repeat(58) + "\"",
                    "\"0\"", "\"1.\"", "\"OTHER\"", "\"OPEN\"", "\"expire:8\"")
            .map(PublishedSchema.EXACT::readTree)
            .toList();

    private WrongValues() {}

    static List<JsonNode> of(JsonNode good) {
        List<JsonNode> spoilt = new ArrayList<>(VALUES);
        if (good instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                spoilt.add(object.deepCopy().without(List.of(field.getKey())));
                of(field.getValue()).forEach(value -> spoilt.add(object.deepCopy().set(field.getKey(), value)));
            }
        }
        return spoilt;
    }
}
