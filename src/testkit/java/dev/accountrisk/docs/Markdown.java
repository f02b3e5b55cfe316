package dev.accountrisk.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a document links to, what can be linked to in it, and its tables. */
record Markdown(Path file, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern NOT_IN_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static Markdown of(Path file) {
        return new Markdown(file, Checkout.read(file));
    }

    /** The targets of all links, without those to other sites. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(withoutFences()).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** Where the headings can be linked to, as GitHub names them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutFences()).results().map(heading -> anchor(heading.group(1))).forEach(anchor -> {
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(String heading) {
        String plain = LINK.matcher(heading).replaceAll("").strip().toLowerCase(Locale.ROOT);
        return NOT_IN_AN_ANCHOR.matcher(plain).replaceAll("").replace(' ', '-');
    }

    /** The text in single backticks. */
    List<String> code() {
        return CODE.matcher(withoutFences())
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .toList();
    }

    /** The section under a heading, until the next heading of any level. */
    Markdown section(String heading) {
        var begin = Pattern.compile("(?m)^#{1,6} " + Pattern.quote(heading) + "$").matcher(text);
        if (!begin.find()) {
            throw new IllegalArgumentException(file + " has no heading " + heading);
        }
        String rest = text.substring(begin.end());
        var end = HEADING.matcher(rest);
        return new Markdown(file, end.find() ? rest.substring(0, end.start()) : rest);
    }

    /** What is in the only fenced block. */
    String onlyBlock() {
        List<String> blocks = FENCED.matcher(text).results().map(MatchResult::group).toList();
        if (blocks.size() != 1) {
            throw new IllegalArgumentException(file + " has " + blocks.size() + " blocks in a section, not one");
        }
        return blocks.getFirst().replaceAll("(?m)^```.*$", "").strip();
    }

    /** The rows of all tables, without the lines that only draw them; a row is its cells. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        withoutFences().lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|--"))
                .forEach(
                        line -> rows.add(Stream.of(CELL_END.split(line.substring(1), -1)).map(String::strip).toList()));
        return rows;
    }

    private String withoutFences() {
        return FENCED.matcher(text).replaceAll("");
    }
}
