package dev.accountrisk.wire;

import dev.accountrisk.account.ParkReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Named;

/** Reads a record's value, which must be one JSON object within the contract's limits and nothing else. */
public final class Json {
    private static final int VALUE_BYTES_MAX = 64 * 1024;
    private static final int DEPTH_MAX = 16;
    /** A factory remembers thousands of names for the next record; the names of a large record would fill the heap. */
    private static final int COMMON_BYTES_MAX = 4 * 1024;

    /** The contract limits only size and depth, so the reader has no other limits. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(VALUE_BYTES_MAX)
                    .maxStringLength(VALUE_BYTES_MAX)
                    .maxNameLength(VALUE_BYTES_MAX)
                    .build())
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // a value is UTF-8; without this, a byte order mark or a zero byte would select another encoding
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private Json() {}

    /** Whether a value has 1 to 65536 bytes. Any other is refused for that alone. */
    public static boolean isOfValidSize(byte @Nullable [] value) {
        return value != null && value.length > 0 && value.length <= VALUE_BYTES_MAX;
    }

    /** Prepares the known names of a topic; the index of a name is the number of its field. */
    public static PropertyNameMatcher matcher(String[] names) {
        List<Named> named = new ArrayList<>(names.length);
        for (String name : names) {
            named.add(Named.fromString(name));
        }
        return FACTORY.constructNameMatcher(named, false);
    }

    /** Reads a value to its end and passes on the known fields that are not null; returns whether it is an object. */
    public static boolean read(byte @Nullable [] value, PropertyNameMatcher names, Fields fields) {
        return read(value, names, 0, fields);
    }

    /**
     * Reads a value likewise.
     *
     * @param first the number of the field with the first of these names; the others follow it
     */
    public static boolean read(byte @Nullable [] value, PropertyNameMatcher names, int first, Fields fields) {
        if (value == null || value.length == 0) {
            fields.refuse(ParkReason.EMPTY, "the record has no value");
            return false;
        }
        if (value.length > VALUE_BYTES_MAX) {
            fields.refuse(ParkReason.TOO_LARGE, "the record's value has more than 65536 bytes");
            return false;
        }
        if (!Utf8.isValid(value) || !isOneObject(value, names, first, fields)) {
            fields.refuse(ParkReason.NOT_JSON,
                    "the record's value is not one JSON object in UTF-8 of at most 16 levels");
            return false;
        }
        return true;
    }

    private static boolean isOneObject(byte[] value, PropertyNameMatcher names, int first, Fields fields) {
        JsonFactory factory = value.length <= COMMON_BYTES_MAX ? FACTORY : FACTORY.copy();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), value, 0, value.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            readFields(parser, names, first, fields);
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * Reads the fields of the object that the parser is at, up to the object's end.
     *
     * @param first the number of the field with the first of these names; the others follow it
     */
    public static void readFields(JsonParser parser, PropertyNameMatcher names, int first, Fields fields) {
        long seen = 0;
        Set<String> otherNames = null;
        for (int field = parser.nextNameMatch(names); field != PropertyNameMatcher.MATCH_END_OBJECT; field = parser
                .nextNameMatch(names)) {
            if (field >= 0) {
                if ((seen & (1L << field)) != 0) {
                    fields.refuse(ParkReason.DUPLICATE_FIELD, first + field, "occurs twice");
                }
                seen |= 1L << field;
                JsonToken token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    fields.take(first + field, token, parser);
                }
            } else if (field == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
                otherNames = otherNames == null ? new HashSet<>() : otherNames;
                note(parser.currentName(), otherNames, fields);
                parser.nextToken();
            } else {
                return;
            }
            skipChildren(parser, fields);
        }
    }

    /** Like the reader's own method, but it also finds two fields with one name in there. */
    public static void skipChildren(JsonParser parser, Fields fields) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Set<String> names = new HashSet<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                note(name, names, fields);
                parser.nextToken();
                skipChildren(parser, fields);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skipChildren(parser, fields);
            }
        }
    }

    private static void note(String name, Set<String> names, Fields fields) {
        if (!names.add(name)) {
            fields.refuse(ParkReason.DUPLICATE_FIELD, "a field occurs twice in one object");
        }
    }
}
