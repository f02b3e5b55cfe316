package dev.accountrisk.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A map in a mapping file, with the lines of its entries. Every scalar is the text in the file: YAML 1.1 would read {@code 0100} as
 * 64 and {@code no} as false.
 */
final class YamlMap {
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private YamlMap(String path, Node node) {
        this.path = path;
        this.node = node;
    }

    /** @param path what the map is called; empty for the whole file */
    static YamlMap of(Node node, String path) {
        YamlMap map = new YamlMap(path, node);
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            throw map.wrong("must be a map of names to values");
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = map.scalar(entry.getKeyNode(), "");
            if (map.values.put(key, entry.getValueNode()) != null) {
                throw wrong(entry.getKeyNode(), map.pathOf(key), "is there twice");
            }
            map.keys.put(key, entry.getKeyNode());
        }
        return map;
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Refuses every name but these. */
    void requireOnly(List<String> known) {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                throw wrong(key.getValue(), pathOf(key.getKey()),
                        "is not known here; there may be " + String.join(", ", known));
            }
        }
    }

    Node node(String name) {
        Node value = values.get(name);
        if (value == null) {
            throw wrong(node, pathOf(name), "is required");
        }
        return value;
    }

    YamlMap map(String name) {
        return of(node(name), pathOf(name));
    }

    /** The text of an entry. */
    String text(String name) {
        return scalar(node(name), name);
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    boolean isText(String name) {
        return node(name) instanceof ScalarNode;
    }

    /** The texts of a list. */
    Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (Node item : items(name)) {
            texts.add(scalar(item, name));
        }
        return texts;
    }

    /** The maps of a list. */
    List<YamlMap> maps(String name) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(name)) {
            maps.add(of(item, pathOf(name)));
        }
        return maps;
    }

    private List<Node> items(String name) {
        if (node(name) instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        throw wrong(name, "must be a list");
    }

    private String scalar(Node value, String name) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw wrong(value, pathOf(name), "must be a single value");
    }

    /** Says which rule an entry breaks. */
    MappingException wrong(String name, String rule) {
        return wrong(values.getOrDefault(name, node), pathOf(name), rule);
    }

    /** Says which rule the map itself breaks. */
    MappingException wrong(String rule) {
        return wrong(node, path.isEmpty() ? "the mapping" : path, rule);
    }

    private static MappingException wrong(Node at, String path, String rule) {
        return new MappingException(at.getStartMark().getLine() + 1, path, rule);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
    }
}
