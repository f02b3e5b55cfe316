package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.PointerTree;

/** Reads from the file where a part of a record is. */
final class SourceReader {
    private static final String HEADER = "header:";
    private static final String ATTRIBUTE = "event:";
    /** A detail names the place and the rule, and has room for 255 characters. */
    private static final int LENGTH_MAX = 128;

    private final PointerTree tree;

    /** @param tree gets the pointers */
    SourceReader(PointerTree tree) {
        this.tree = tree;
    }

    Source read(YamlMap options, String name) {
        String text = options.text(name);
        if (text.length() > LENGTH_MAX) {
            throw options.wrong(name, "must have at most " + LENGTH_MAX + " characters");
        }
        if (text.startsWith("/")) {
            return pointer(options, name, text);
        }
        if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
            return new Source.Header(text.substring(HEADER.length()));
        }
        if (text.startsWith(ATTRIBUTE)) {
            return attribute(options, name, text.substring(ATTRIBUTE.length()));
        }
        return switch (text) {
            case "key" -> new Source.Key();
            case "timestamp" -> new Source.Timestamp();
            case "position" -> new Source.Position();
            case "offset" -> new Source.Offset();
            default ->
                throw options.wrong(name,
                        "must be a JSON Pointer such as /account/id, header:NAME, event:NAME, key, timestamp,"
                                + " position or offset");
        };
    }

    private Source attribute(YamlMap options, String name, String attribute) {
        if (!attribute.matches("[a-z0-9]+")) {
            throw options.wrong(name, "must have only lower-case letters and digits after event:");
        }
        return new Source.Attribute(attribute, tree.reserve(attribute));
    }

    private Source pointer(YamlMap options, String name, String pointer) {
        try {
            return new Source.Pointer(pointer, tree.add(pointer));
        } catch (IllegalArgumentException wrong) {
            throw options.wrong(name, String.valueOf(wrong.getMessage()));
        }
    }
}
