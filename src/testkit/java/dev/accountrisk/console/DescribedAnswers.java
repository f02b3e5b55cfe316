package dev.accountrisk.console;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers of the console against its description. */
final class DescribedAnswers {
    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    DescribedAnswers(JsonNode document) {
        this.document = document;
    }

    /** What the description does not allow in the answer of an address. */
    List<String> strange(String address, JsonNode answer) {
        String path = address.replaceFirst("\\?.*", "");
        String described = document.get("paths")
                .propertyNames()
                .stream()
                .filter(template -> path.matches(pattern(template)))
                // one without a variable comes first
                .min(Comparator.comparing(template -> template.contains("{")))
                .orElseThrow(() -> new AssertionError(path + " is not described"));
        ObjectNode schema = document.get("paths")
                .get(described)
                .at("/get/responses/200/content/application~1json/schema")
                .deepCopy()
                .asObject();
        schema.set("components", document.get("components"));
        return registry.getSchema(schema).validate(answer).stream().map(error -> address + ": " + error).toList();
    }

    private static String pattern(String template) {
        return Pattern.compile("\\{[a-z]+}").matcher(template).replaceAll("[^/]+");
    }
}
