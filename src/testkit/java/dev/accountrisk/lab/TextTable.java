package dev.accountrisk.lab;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, printed in columns for a terminal or as a table of Markdown. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> heading) {
        rows.add(List.copyOf(heading));
    }

    void add(List<String> row) {
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row of " + row.size() + " cells under another heading");
        }
        rows.add(List.copyOf(row));
    }

    /** A line of its own that says what the rows below it are about; only for a terminal. */
    void addSection(String title) {
        rows.add(List.of(title));
    }

    String plain() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() && row.size() == widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < rows.size(); line++) {
            if (rows.get(line).size() == 1) {
                text.append('\n').append(rows.get(line).getFirst()).append('\n');
                continue;
            }
            for (int i = 0; i < widths.length; i++) {
                text.append("  ")
                        .append(rows.get(line).get(i))
                        .append(" ".repeat(widths[i] - rows.get(line).get(i).length()));
            }
            trimEnd(text).append('\n');
            if (line == 0) {
                for (int width : widths) {
                    text.append("  ").append("-".repeat(width));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < rows.size(); line++) {
            text.append('|');
            for (String cell : rows.get(line)) {
                text.append(' ').append(cell.replace("|", "\\|")).append(" |");
            }
            text.append('\n');
            if (line == 0) {
                text.append('|').append("---|".repeat(rows.getFirst().size())).append('\n');
            }
        }
        return text.toString();
    }

    private static StringBuilder trimEnd(StringBuilder text) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        return text;
    }
}
