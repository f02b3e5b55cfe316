package dev.accountrisk.schemas;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The document that describes the four topics. */
final class AsyncApi {
    private static final String FILE = "asyncapi.yaml";

    private AsyncApi() {}

    static JsonNode document() {
        try (Reader text = Files.newBufferedReader(PublishedSchema.FOLDER.resolve(FILE))) {
            return PublishedSchema.EXACT.valueToTree(new Yaml().load(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The schema of the headers of a record, which stands in the document itself. */
    static PublishedSchema headers(String name) {
        return PublishedSchema.within(FILE, document().at("/components/schemas/" + name));
    }
}
