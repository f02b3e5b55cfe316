package dev.accountrisk.console.about;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.about.AboutController.AboutPage;
import dev.accountrisk.console.page.Templates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of versions. */
class AboutTemplateTest {
    @Test
    void itNamesVersionsAndTheSettingsThatAreNoSecrets() throws Exception {
        assertThat(new Templates().render("about",
                new AboutPage(Instant.EPOCH, "1.0", "25", "9.7.4", "12", "id-1", List.of(),
                        Map.of("server.port", "8080"))))
                .contains("<h1>Console 1.0, schema 12</h1>", "9.7.4", "id-1", "server.port", "8080");
    }
}
