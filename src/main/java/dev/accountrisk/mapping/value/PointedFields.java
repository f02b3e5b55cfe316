package dev.accountrisk.mapping.value;

import dev.accountrisk.mapping.value.PointerTree.Node;
import dev.accountrisk.wire.Fields;
import dev.accountrisk.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Visits what one value has at the places of a tree. A JSON null counts as absent. */
public abstract class PointedFields extends Fields {
    private final PointerTree tree;

    protected PointedFields(PointerTree tree) {
        super(tree.pointers());
        this.tree = tree;
    }

    /** Reads a value; {@link #isReadable} says whether that went well. */
    public final void read(byte @Nullable [] value) {
        Json.read(value, tree.root().names(), tree.root().firstChild(), this);
    }

    /** Whether the value is one JSON object of the contract's limits without repeated fields. Otherwise it is {@link #invalid}. */
    public final boolean isReadable() {
        return isValid();
    }

    /** Gets what is at a place. */
    protected abstract void visit(int slot, JsonToken token, JsonParser parser);

    /** What was kept of a place, or null if nothing is there. */
    public abstract @Nullable Found at(int slot);

    @Override
    public final void take(int number, JsonToken token, JsonParser parser) {
        Node node = tree.node(number);
        if (node.slot() >= 0) {
            visit(node.slot(), token, parser);
        }
        if (node.hasChildren() && token == JsonToken.START_OBJECT) {
            Json.readFields(parser, node.names(), node.firstChild(), this);
        } else if (node.hasChildren() && token == JsonToken.START_ARRAY) {
            takeElements(node, parser);
        }
    }

    private void takeElements(Node node, JsonParser parser) {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Node element = node.element(index);
            if (element != null && token != JsonToken.VALUE_NULL) {
                take(element.number(), token, parser);
            }
            Json.skipChildren(parser, this);
            index++;
        }
    }
}
