package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of settings says what the code reads: the same names, and the defaults where the code has one. */
class SettingsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(account-risk\\.[a-z.-]+)` \\| (\\S.*?) \\|");

    private static JsonNode metadata;
    private static String table;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream generated = SettingsTableTest.class
                .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(generated).as("the configuration processor writes it where Maven compiles").isNotNull();
            metadata = JsonMapper.shared().readTree(generated);
        }
        table = Files.readString(Path.of("deploy", "SETTINGS.md"));
    }

    private static List<JsonNode> properties() {
        return metadata.get("properties")
                .valueStream()
                .filter(property -> property.get("name").asString().startsWith("account-risk."))
                .toList();
    }

    @Test
    void theTableHasEverySettingAndNoOther() {
        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            documented.add(row.group(1));
        }

        assertThat(documented).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        properties().stream().map(property -> property.get("name").asString()).toList());
    }

    @Test
    void theTableHasTheDefaults() {
        for (JsonNode property : properties()) {
            JsonNode value = property.get("defaultValue");
            if (value != null && !value.isArray() && !value.asString().isEmpty()) {
                assertThat(table).as("the default of %s", property.get("name").asString())
                        .contains("| `" + property.get("name").asString() + "` | `" + value.asString() + "` |");
            }
        }
    }

    @Test
    void everySettingIsDescribedToEditors() {
        assertThat(properties()).allSatisfy(
                property -> assertThat(property.path("description").asString("")).as("%s", property).isNotEmpty());
    }
}
