package dev.accountrisk.console.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The documents under {@code deploy}, which the build puts into the jar, as HTML. */
final class Manual {
    /** The documents, by the names of their files. */
    static final List<String> NAMES = List.of("BACKUP", "CAPACITY", "CONSOLE", "DECODERS", "FAILOVER", "JOBS",
            "MAPPING",
            "METRICS", "RUNBOOK", "SECURITY", "SETTINGS", "UPGRADE");

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(),
            HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private final Map<String, Document> read = new ConcurrentHashMap<>();

    /** @param title its first heading */
    record Document(String title, String html) {}

    /** A document, or empty if there is none of this name. */
    Optional<Document> find(String name) {
        return NAMES.contains(name) ? Optional.of(read.computeIfAbsent(name, this::read)) : Optional.empty();
    }

    private Document read(String name) {
        String text = text(name);
        Node document = parser.parse(text);
        document.accept(new ForTheConsole());
        return new Document(text.lines().findFirst().orElseThrow().replaceFirst("^# ", ""), renderer.render(document));
    }

    private static String text(String name) {
        try (InputStream file = Manual.class.getResourceAsStream("/manual/" + name + ".md")) {
            if (file == null) {
                throw new IllegalStateException("the build left the document " + name + " out of the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
