package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import java.util.Set;

/**
 * A condition that records for this worker keep.
 *
 * @param words  the words that the source may have
 * @param expect whether it must have one of them, or must have none
 */
record Condition(Source source, Set<String> words, boolean expect) {
    boolean holds(SourceRecord record) {
        Found found = source.find(record);
        return (found != null && words.contains(found.text())) == expect;
    }

    /** Whether it needs a part of the value. */
    boolean needsValue() {
        return source instanceof Source.Pointer || source instanceof Source.Attribute;
    }
}
