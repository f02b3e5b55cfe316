package dev.accountrisk.mapping.value;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Keeps what one value has at the places of a tree. */
public final class FoundFields extends PointedFields {
    private final @Nullable Found[] found;

    /** Reads a value. */
    public FoundFields(PointerTree tree, byte @Nullable [] value) {
        super(tree);
        this.found = new Found[tree.slotCount()];
        read(value);
    }

    @Override
    protected void visit(int slot, JsonToken token, JsonParser parser) {
        found[slot] = Found.of(token, parser);
    }

    @Override
    public @Nullable Found at(int slot) {
        return found[slot];
    }
}
