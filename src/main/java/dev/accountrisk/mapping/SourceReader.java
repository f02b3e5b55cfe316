package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.PointerTree;

/** Reads from the file where a part of a record is. */
final class SourceReader {
    private static final String HEADER = "header:";
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
        return switch (text) {
            case "key" -> new Source.Key();
            case "timestamp" -> new Source.Timestamp();
            case "position" -> new Source.Position();
            case "offset" -> new Source.Offset();
            default ->
                throw options.wrong(name, "must be a JSON Pointer such as /account/id, header:NAME, key, timestamp,"
                        + " position or offset");
        };
    }

    private Source pointer(YamlMap options, String name, String pointer) {
        try {
            return new Source.Pointer(pointer, tree.add(pointer));
        } catch (IllegalArgumentException wrong) {
            throw options.wrong(name, String.valueOf(wrong.getMessage()));
        }
    }
}
