package dev.accountrisk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document can be found from the README, and every link in it leads somewhere. */
class LinksTest {
    private static final Path README = Path.of("README.md");
    private static final List<String> PATHS_BEGIN = List.of("deploy/", "src/", ".ci/");

    static List<Path> documents() {
        return Checkout.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        Markdown markdown = Markdown.of(document);
        assertThat(markdown.links()).allSatisfy(link -> {
            Path target = target(document, link);
            assertThat(target).as(link).exists();
            if (link.contains("#")) {
                assertThat(Markdown.of(target).anchors()).as("anchors of " + target)
                        .contains(link.substring(link.indexOf('#') + 1));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathInADocumentIsThere(Path document) {
        List<String> paths = Markdown.of(document)
                .code()
                .stream()
                .filter(code -> PATHS_BEGIN.stream().anyMatch(code::startsWith) && !code.contains(" "))
                .toList();
        assertThat(paths).allSatisfy(path -> assertThat(Path.of(path.replaceAll("\\*.*", ""))).exists());
    }

    @Test
    void everyDocumentCanBeReachedFromTheReadme() {
        Set<Path> reached = new LinkedHashSet<>(List.of(README));
        Deque<Path> unread = new ArrayDeque<>(reached);
        while (!unread.isEmpty()) {
            Path document = unread.pop();
            Markdown.of(document)
                    .links()
                    .stream()
                    .map(link -> target(document, link))
                    .filter(target -> target.toString().endsWith(".md") && reached.add(target))
                    .forEach(unread::push);
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(documents());
    }

    @Test
    void theReadmeIsShort() throws Exception {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    private static Path target(Path document, String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? document : Path.of(document.toString()).resolveSibling(path).normalize();
    }
}
