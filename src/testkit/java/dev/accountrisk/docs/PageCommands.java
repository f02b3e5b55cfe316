package dev.accountrisk.docs;

import java.nio.file.Path;

/** The commands of a document, so that a test runs just what an operator copies. */
public final class PageCommands {
    private PageCommands() {}

    /** The lines of the only block under a heading. */
    public static String under(Path page, String heading) {
        return Markdown.of(page).section(heading).onlyBlock();
    }
}
