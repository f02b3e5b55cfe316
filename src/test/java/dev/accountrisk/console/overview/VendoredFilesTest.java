package dev.accountrisk.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote is in the jar as they published it, with its licence, and scripts hold to the content policy. */
class VendoredFilesTest {
    private static final Path CONSOLE = Path.of("src", "main", "resources", "console");

    @ParameterizedTest
    @CsvSource({"uplot, uPlot.iife.min.js, (v1.6.32), uplot 1.6.32, MIT, The MIT License",
            "htmx, htmx.min.js, 4.0.1, htmx.org 4.0.1, Zero-Clause BSD, Zero-Clause BSD"})
    void aLibraryIsTheOneThatItsNoteNames(String name, String script, String saysVersion, String version,
            String licence, String firstLine) throws Exception {
        Path folder = CONSOLE.resolve(name);
        List<String> sums = Files.readAllLines(folder.resolve("SHA256SUMS"));
        assertThat(sums).anyMatch(sum -> sum.endsWith(script));
        for (String sum : sums) {
            String[] parts = sum.split(" +", 2);
            byte[] file = Files.readAllBytes(folder.resolve(parts[1]));
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file))).isEqualTo(parts[0]);
        }
        assertThat(Files.readString(folder.resolve(script))).contains(saysVersion);
        assertThat(Files.readString(folder.resolve("README"))).contains(version, licence);
        assertThat(Files.readString(folder.resolve("LICENSE"))).startsWith(firstLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"charts.js", "refresh.js"})
    void noScriptWritesMarkupOrEvaluatesText(String script) throws Exception {
        assertThat(Files.readString(CONSOLE.resolve(script))).doesNotContain("innerHTML", "eval(", "new Function",
                "setAttribute(\"style\"", "http:");
    }

    /** A form is left as it is while the rest of its page is refreshed, and without an id one could be taken for another. */
    @Test
    void eachFormOfAPageThatRefreshesItselfHasAnId() throws Exception {
        try (var files = Files.list(Path.of("src", "main", "resources", "templates", "console"))) {
            for (Path template : files.toList()) {
                String text = Files.readString(template);
                if (text.contains("data-hx-trigger")) {
                    assertThat(text).as(template.toString()).doesNotContainPattern("<form(?![^>]* (th:)?id=)");
                }
            }
        }
        assertThat(Files.readString(Path.of("src", "main", "resources", "templates", "console", "fragments.html")))
                .contains("<form class=\"ask\" method=\"post\" th:id=");
    }
}
