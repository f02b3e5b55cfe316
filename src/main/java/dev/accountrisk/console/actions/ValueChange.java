package dev.accountrisk.console.actions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One difference between the value that came and a corrected one.
 *
 * @param field  the field of the JSON object, or {@code the whole value} where one of the two is no JSON object
 * @param before null if it was not there
 * @param after  null if it is gone
 */
record ValueChange(String field, @Nullable String before, @Nullable String after) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WHOLE = "the whole value";
    /** A value may have 33 MiB, and a page must not. */
    private static final int SHOWN_MAX = 64 << 10;

    /** The differences, in the order of the value that came; none if both say the same. */
    static List<ValueChange> between(byte[] came, byte[] corrected) {
        Optional<JsonNode> before = object(came);
        Optional<JsonNode> after = object(corrected);
        if (before.isEmpty() || after.isEmpty()) {
            return List.of(new ValueChange(WHOLE, text(came), text(corrected)));
        }
        Set<String> names = new LinkedHashSet<>(before.get().propertyNames());
        names.addAll(after.get().propertyNames());
        List<ValueChange> changes = new ArrayList<>();
        for (String name : names) {
            String was = json(before.get().get(name));
            String is = json(after.get().get(name));
            if (!Objects.equals(was, is)) {
                changes.add(new ValueChange(name, was, is));
            }
        }
        return changes;
    }

    private static Optional<JsonNode> object(byte[] value) {
        try {
            return Optional.of(JSON.readTree(value)).filter(JsonNode::isObject);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private static @Nullable String json(@Nullable JsonNode node) {
        return node == null ? null : shortened(node.toString());
    }

    private static String text(byte[] value) {
        return shortened(new String(value, StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + " …";
    }
}
