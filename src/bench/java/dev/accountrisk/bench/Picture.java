package dev.accountrisk.bench;

import java.util.List;
import java.util.Locale;

/** Records a second as bars, one a contender; those that leave wrong rows are striped. */
final class Picture {
    private static final int LABEL_WIDTH = 330;
    private static final int BAR_WIDTH = 420;
    private static final int WIDTH = 900;
    private static final int ROW_HEIGHT = 26;
    private static final int TOP = 34;

    private final List<Results.Line> lines;

    Picture(List<Results.Line> lines) {
        this.lines = lines;
    }

    String svg() {
        double most = lines.stream().mapToDouble(Results.Line::perSecond).max().orElse(1);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                        <defs><pattern id="wrong" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#f3c9c2"/><rect width="4" height="8" fill="#c0392b"/></pattern></defs>
                        <rect width="100%%" height="100%%" fill="white"/>
                        <text x="12" y="20" font-weight="bold">Records a second (median; striped: wrong rows at the end)</text>
                        """,
                WIDTH, TOP + ROW_HEIGHT * lines.size() + 12));
        for (int i = 0; i < lines.size(); i++) {
            svg.append(bar(lines.get(i), TOP + ROW_HEIGHT * i, most));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Results.Line line, int y, double most) {
        double width = Math.max(1, line.perSecond() / most * BAR_WIDTH);
        String fill = line.rows().startsWith("WRONG")
                ? "url(#wrong)"
                : line.contender().startsWith("worker") ? "#1f7a4d" : "#7f8c8d";
        return String.format(Locale.ROOT, """
                <text x="%d" y="%d" text-anchor="end">%s – %s</text>
                <rect x="%d" y="%d" width="%.1f" height="18" fill="%s"/>
                <text x="%.1f" y="%d">%,.0f</text>
                """, LABEL_WIDTH, y + 14, line.contender(), line.load(), LABEL_WIDTH + 10, y, width, fill,
                LABEL_WIDTH + 16 + width, y + 14, line.perSecond());
    }
}
