package dev.accountrisk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The description of the JSON pages that the console serves is that of its controllers. */
class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path MADE = Path.of("target", "openapi.json");
    private static final Path KEPT = Path.of("src", "main", "resources", "console", "openapi.json");

    @Test
    void theKeptDescriptionIsThatOfTheControllers() throws Exception {
        String made = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(OpenApiDocument.document())
                + System.lineSeparator();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);
        assertThat(Files.readString(KEPT)).as("cp " + MADE + " " + KEPT).isEqualTo(made);
    }
}
