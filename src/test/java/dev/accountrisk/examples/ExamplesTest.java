package dev.accountrisk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples compile without a warning, and each can be read on one screen. */
class ExamplesTest {
    private static final int SCREEN_LINES = 60;

    @Test
    void theJavaExamplesCompileWithoutAWarning(@TempDir Path classes) {
        assertThatCode(() -> Language.java(classes)).doesNotThrowAnyException();
    }

    @Test
    void eachFitsOnOneScreen() throws IOException {
        try (Stream<Path> examples = Files.list(Language.FOLDER)) {
            assertThat(examples.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".md")))
                    .hasSize(4)
                    .allSatisfy(
                            example -> assertThat(Files.readAllLines(example)).hasSizeLessThanOrEqualTo(SCREEN_LINES));
        }
    }
}
