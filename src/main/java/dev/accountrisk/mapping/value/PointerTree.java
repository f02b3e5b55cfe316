package dev.accountrisk.mapping.value;

import dev.accountrisk.wire.Json;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * The JSON Pointers of a mapping as one tree, so that a value is read once and whatever no pointer needs is skipped. Pointers are
 * added first; then the tree is numbered, and may be shared by threads.
 */
public final class PointerTree {
    /** A reader keeps the fields that it has seen of one object in the bits of a long. */
    static final int NAMES_MAX = 64;

    private final Node root = new Node("");
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private Node[] numbered = {};
    private String[] pointers = {};

    /** A place in values. Its children are the fields of an object, or the elements of an array. */
    static final class Node {
        private final String pointer;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private final Map<Integer, Node> elements = new HashMap<>();
        private int slot = -1;
        private int number;
        private int firstChild;
        private @Nullable PropertyNameMatcher names;

        Node(String pointer) {
            this.pointer = pointer;
        }

        /** Where the value at this place is kept, or -1 if no rule asks for it. */
        int slot() {
            return slot;
        }

        int number() {
            return number;
        }

        int firstChild() {
            return firstChild;
        }

        boolean hasChildren() {
            return !children.isEmpty();
        }

        PropertyNameMatcher names() {
            if (names == null) {
                throw new IllegalStateException("bug: the tree has no numbers yet");
            }
            return names;
        }

        @Nullable
        Node element(int index) {
            return elements.get(index);
        }
    }

    /**
     * Adds a pointer, and returns where its value is kept.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public int add(String pointer) {
        Node node = root;
        for (String token : tokens(pointer)) {
            Node parent = node;
            node = parent.children.computeIfAbsent(token, name -> new Node(parent.pointer + "/" + escaped(name)));
            if (parent.children.size() > NAMES_MAX) {
                throw new IllegalArgumentException("at most " + NAMES_MAX + " names of one object can be mapped");
            }
        }
        if (node.slot < 0) {
            node.slot = slots.size();
            slots.put(node.pointer, node.slot);
        }
        return node.slot;
    }

    /** Keeps a place for what is not in the value: a name that is no pointer. Returns where it is kept. */
    public int reserve(String name) {
        Integer slot = slots.putIfAbsent(name, slots.size());
        return slot == null ? slots.size() - 1 : slot;
    }

    /** The same places in a value that lies at a pointer of a larger one, beside the fields with the reserved names. */
    public PointerTree below(String pointer) {
        PointerTree larger = new PointerTree();
        slots.keySet().forEach(name -> larger.add(name.startsWith("/") ? pointer + name : "/" + name));
        return larger.numbered();
    }

    private static List<String> tokens(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("a JSON Pointer begins with /");
        }
        List<String> tokens = new ArrayList<>();
        for (String token : pointer.substring(1).split("/", -1)) {
            if (token.replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
                throw new IllegalArgumentException("a JSON Pointer has ~ only as ~0 for ~ and ~1 for /");
            }
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return tokens;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** A JSON object that has a text at a pointer of the tree. */
    public String objectWith(String pointer, String text) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            List<String> tokens = tokens(pointer);
            for (String token : tokens) {
                generator.writeStartObject();
                generator.writeName(token);
            }
            generator.writeString(text);
            for (String _ : tokens) {
                generator.writeEndObject();
            }
        }
        return json.toString();
    }

    /** Numbers the places level by level, so that the children of one have consecutive numbers. */
    public PointerTree numbered() {
        List<Node> all = new ArrayList<>(List.of(root));
        for (int i = 0; i < all.size(); i++) {
            Node node = all.get(i);
            node.number = i;
            node.firstChild = all.size();
            node.names = Json.matcher(node.children.keySet().toArray(String[]::new));
            all.addAll(node.children.values());
            node.children.forEach((name, child) -> {
                if (name.matches("0|[1-9][0-9]{0,4}")) {
                    node.elements.put(Integer.valueOf(name), child);
                }
            });
        }
        numbered = all.toArray(Node[]::new);
        pointers = all.stream().map(node -> node.pointer).toArray(String[]::new);
        return this;
    }

    Node root() {
        return root;
    }

    Node node(int number) {
        return numbered[number];
    }

    /** For how many places values are kept. */
    public int slotCount() {
        return slots.size();
    }

    /** The pointers of the places, by their numbers. */
    String[] pointers() {
        return pointers;
    }
}
