package dev.accountrisk.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others wrote is in the jar as they published it, with its licence, and scripts hold to the content policy. */
class VendoredFilesTest {
    private static final Path CONSOLE = Path.of("src", "main", "resources", "console");
    private static final Path UPLOT = CONSOLE.resolve("uplot");

    @Test
    void theChartLibraryIsTheOneThatItsNoteNames() throws Exception {
        List<String> sums = Files.readAllLines(UPLOT.resolve("SHA256SUMS"));
        assertThat(sums).hasSize(2);
        for (String sum : sums) {
            String[] parts = sum.split(" +", 2);
            byte[] file = Files.readAllBytes(UPLOT.resolve(parts[1]));
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file))).isEqualTo(parts[0]);
        }
        assertThat(Files.readString(UPLOT.resolve("uPlot.iife.min.js"))).contains("(v1.6.32)");
        assertThat(Files.readString(UPLOT.resolve("README"))).contains("uplot 1.6.32", "MIT");
        assertThat(Files.readString(UPLOT.resolve("LICENSE"))).startsWith("The MIT License");
    }

    @Test
    void noScriptWritesMarkupOrEvaluatesText() throws Exception {
        assertThat(Files.readString(CONSOLE.resolve("charts.js"))).doesNotContain("innerHTML", "eval(", "new Function",
                "setAttribute(\"style\"", "http:");
    }
}
