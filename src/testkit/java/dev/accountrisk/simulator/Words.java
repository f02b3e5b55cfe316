package dev.accountrisk.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text of SQL, one after another. */
final class Words {
    private static final Pattern WORD = Pattern
            .compile(
                    "--[^\n]*\n|/\\*.*?\\*/|'([^']*)'|`?((?:@@)?[A-Za-z_][A-Za-z_0-9]*)`?|[0-9]+|<>|>=|<=|[-+=(),.;?<>]|\\s+");

    private final List<String> words = new ArrayList<>();
    private final String text;
    private int next;

    Words(String text) {
        this.text = text;
        Matcher matcher = WORD.matcher(text);
        int from = 0;
        while (from < text.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new IllegalArgumentException("The twin cannot read: " + text.substring(from));
            }
            from = matcher.end();
            String word = matcher.group(2) != null ? matcher.group(2) : matcher.group();
            if (!word.isBlank() && !word.startsWith("--") && !word.startsWith("/*")) {
                words.add(word);
            }
        }
    }

    boolean atEnd() {
        return next == words.size();
    }

    String peek() {
        return atEnd() ? "" : words.get(next);
    }

    String take() {
        if (atEnd()) {
            throw new IllegalArgumentException("The twin expects more: " + text);
        }
        return words.get(next++);
    }

    /** Takes the words if they come next. */
    boolean takeIf(String... expected) {
        for (int index = 0; index < expected.length; index++) {
            if (next + index >= words.size() || !words.get(next + index).equalsIgnoreCase(expected[index])) {
                return false;
            }
        }
        next += expected.length;
        return true;
    }

    void expect(String... expected) {
        if (!takeIf(expected)) {
            throw new IllegalArgumentException(
                    "The twin expects " + String.join(" ", expected) + " before " + peek() + ": " + text);
        }
    }

    /** Names in parentheses, with commas between them. */
    List<String> names() {
        expect("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(take());
        } while (takeIf(","));
        expect(")");
        return names;
    }
}
