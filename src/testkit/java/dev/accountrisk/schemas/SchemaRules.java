package dev.accountrisk.schemas;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Every rule of a schema, each as the path that leads to it, as {@link PublishedSchema#brokenRules} names those that are broken. */
final class SchemaRules {
    private static final Set<String> RULES = Set.of("type", "enum", "const", "pattern", "minLength", "maxLength",
            "minimum",
            "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "not");
    /** What says nothing about a document, or only when another rule holds. */
    private static final Set<String> NO_RULES = Set.of("$schema", "title", "description", "examples", "if");

    private final Set<String> found = new TreeSet<>();

    private SchemaRules() {}

    static Set<String> of(JsonNode schema) {
        SchemaRules rules = new SchemaRules();
        rules.collect("", schema);
        return rules.found;
    }

    private void collect(String path, JsonNode schema) {
        schema.properties().forEach(keyword -> keyword(path, keyword.getKey(), keyword.getValue()));
    }

    private void keyword(String path, String keyword, JsonNode value) {
        String inner = path + "/" + keyword;
        switch (keyword) {
            case "properties" ->
                value.properties().forEach(field -> collect(inner + "/" + field.getKey(), field.getValue()));
            case "required" -> value.forEach(name -> found.add(inner + "/" + name.asString()));
            case "allOf", "anyOf" -> {
                for (int i = 0; i < value.size(); i++) {
                    collect(inner + "/" + i, value.get(i));
                }
            }
            case "then", "else" -> collect(inner, value);
            case "$ref" -> collect(inner, referred(value.asString()));
            default -> {
                if (RULES.contains(keyword)) {
                    found.add(inner);
                } else if (!NO_RULES.contains(keyword)) {
                    throw new IllegalArgumentException(inner + " is no keyword that this test knows");
                }
            }
        }
    }

    /** All shared definitions stand in one file, also for each other. */
    private static JsonNode referred(String reference) {
        return PublishedSchema.named("common").node().at(reference.substring(reference.indexOf('#') + 1));
    }
}
