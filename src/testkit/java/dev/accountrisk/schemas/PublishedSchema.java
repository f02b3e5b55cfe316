package dev.accountrisk.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.IriResourceLoader;
import dev.accountrisk.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema that other teams use. Several threads may share it. */
final class PublishedSchema {
    static final Path FOLDER = Path.of("deploy", "schemas");
    /** Numbers keep every digit, as the worker reads them. */
    static final JsonMapper EXACT = JsonMapper.builder(Json.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new WholeNumbers())
            .build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.resourceLoaders(loaders -> loaders.add(new IriResourceLoader())));

    private final Schema schema;

    private PublishedSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema in the file {@code NAME.schema.json}. */
    static PublishedSchema named(String name) {
        return new PublishedSchema(REGISTRY.getSchema(SchemaLocation.of(location(name + ".schema.json"))));
    }

    /** A schema that stands in another document of the folder, whose references are relative to it. */
    static PublishedSchema within(String file, JsonNode schema) {
        return new PublishedSchema(REGISTRY.getSchema(SchemaLocation.of(location(file)), schema));
    }

    private static String location(String file) {
        return FOLDER.resolve(file).toUri().toString();
    }

    /** What is wrong with a JSON document, one sentence each; empty if it is valid. */
    List<String> errors(JsonNode document) {
        return schema.validate(document).stream().map(Error::toString).toList();
    }

    /** The rules that a document breaks, each as the path that leads to it through the schema. */
    Set<String> brokenRules(JsonNode document) {
        Set<String> rules = new TreeSet<>();
        schema.validate(document)
                .forEach(error -> rules.add(error.getEvaluationPath()
                        + ("required".equals(error.getKeyword()) ? "/" + error.getProperty() : "")));
        return rules;
    }

    JsonNode node() {
        return schema.getSchemaNode();
    }
}
