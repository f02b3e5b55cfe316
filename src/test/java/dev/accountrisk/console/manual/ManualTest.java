package dev.accountrisk.console.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.manual.ManualController.ManualPage;
import dev.accountrisk.console.page.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operators' documents in the console: nothing is missing, and every link leads somewhere. */
class ManualTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern PART = Pattern.compile("'([A-Z]+)#([a-z-]+)'");
    private static final Path LAYOUT = Path.of("src", "main", "resources", "templates", "console", "layout.html");

    private final Manual manual = new Manual();

    private String html(String name) {
        return manual.find(name).orElseThrow().html();
    }

    @Test
    void everyDocumentForOperatorsIsThere() throws Exception {
        try (var files = Files.list(Path.of("deploy"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md")))
                    .containsExactlyInAnyOrderElementsOf(Manual.NAMES.stream().map(name -> name + ".md").toList());
        }
        assertThat(Manual.NAMES).allSatisfy(name -> assertThat(html(name)).startsWith("<h1 id="));
        assertThat(manual.find("../pom")).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (String name : Manual.NAMES) {
            List<String> links = LINK.matcher(html(name)).results().map(link -> link.group(1)).toList();
            assertThat(links).as(name).allSatisfy(link -> {
                String[] parts = link.split("#", 2);
                if (!link.startsWith("https:") && !link.startsWith("../")) {
                    String document = html(parts[0].isEmpty() ? name : parts[0]);
                    assertThat(parts.length == 1 || document.contains("id=\"" + parts[1] + "\"")).as(link).isTrue();
                }
            });
        }
        assertThat(html("RUNBOOK"))
                .contains("href=\"JOBS#positions\"", "<a href=\"../partitions\"><code>/partitions</code>",
                        "href=\"../parked?reason=CONFLICT\"")
                .doesNotContain("../src", ".yaml\"");
        assertThat(html("CONSOLE")).doesNotContain("<img", "href=\"../parked/ID");
    }

    @Test
    void everyPageLeadsToItsPartOfTheManual() throws Exception {
        List<MatchResult> parts = PART.matcher(Files.readString(LAYOUT)).results().toList();
        assertThat(parts).hasSizeGreaterThan(10)
                .allSatisfy(part -> assertThat(html(part.group(1))).contains("id=\"" + part.group(2) + "\""));
        String page = new Templates().render("manual", new ManualPage("RUNBOOK", "Run-book", html("RUNBOOK")));
        assertThat(page).contains("<h2 id=\"alerts\">Alerts</h2>", "role=\"group\" aria-label=\"Table\"",
                "<title>Run-book · Account risk console</title>", "href=\"/manual/RUNBOOK\" aria-current=\"page\"");
    }
}
