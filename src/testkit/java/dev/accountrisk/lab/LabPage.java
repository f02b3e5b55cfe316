package dev.accountrisk.lab;

import java.util.ArrayList;
import java.util.List;

/** Lays a report out: a dense table for the terminal, a page with its stories in Markdown. */
final class LabPage {
    private static final int LINE_LENGTH = 120;
    private static final String LEGEND = """
            YES: the anomaly is committed and nobody is told. error N: MySQL fails one of the two transactions with that \
            code. no: right, and without an error.""";

    private final LabReport report;

    LabPage(LabReport report) {
        this.report = report;
    }

    String plain() {
        TextTable table = new TextTable(levelHeading());
        for (LabReport.Measured chapter : report.chapters()) {
            table.addSection(chapter.chapter().title());
            levelRows(chapter, false).forEach(table::add);
        }
        TextTable others = new TextTable(List.of("at any level", "measured"));
        for (LabReport.MeasuredFindings chapter : report.findings()) {
            others.addSection(chapter.chapter().title());
            findingRows(chapter, false).forEach(others::add);
        }
        return "\nIsolation lab, measured on %s\n\n%s\n\n%s\n%s".formatted(report.serverVersion(), wrap(LEGEND),
                others.plain(), table.plain());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# The isolation lab\n\nMeasured on ").append(report.serverVersion())
                .append(", two sessions stepping in turn. ")
                .append(LEGEND)
                .append('\n');
        for (LabReport.Measured chapter : report.chapters()) {
            text.append("\n## ")
                    .append(chapter.chapter().title())
                    .append("\n\n")
                    .append(chapter.chapter().story())
                    .append("\n\n")
                    .append(levels(chapter).markdown());
        }
        for (LabReport.MeasuredFindings chapter : report.findings()) {
            text.append("\n## ")
                    .append(chapter.chapter().title())
                    .append("\n\n")
                    .append(chapter.chapter().story())
                    .append("\n\n")
                    .append(findings(chapter).markdown());
        }
        return text.toString();
    }

    private static TextTable levels(LabReport.Measured chapter) {
        TextTable table = new TextTable(with(levelHeading(), "so", true));
        levelRows(chapter, true).forEach(table::add);
        return table;
    }

    private static List<String> levelHeading() {
        List<String> heading = new ArrayList<>(List.of("two sessions in turn"));
        for (Isolation level : Isolation.values()) {
            heading.add(level.title());
        }
        return heading;
    }

    private static List<List<String>> levelRows(LabReport.Measured chapter, boolean withLesson) {
        List<List<String>> rows = new ArrayList<>();
        for (LabReport.Row row : chapter.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.experiment().name()));
            row.observations().values().forEach(observation -> cells.add(observation.cell()));
            rows.add(with(cells, row.experiment().lesson(), withLesson));
        }
        return rows;
    }

    private static TextTable findings(LabReport.MeasuredFindings chapter) {
        TextTable table = new TextTable(List.of("at any level", "measured", "so"));
        findingRows(chapter, true).forEach(table::add);
        return table;
    }

    private static List<List<String>> findingRows(LabReport.MeasuredFindings chapter, boolean withLesson) {
        List<List<String>> rows = new ArrayList<>();
        for (LabReport.MeasuredFinding row : chapter.rows()) {
            rows.add(with(new ArrayList<>(List.of(row.finding().name(), row.seen())), row.finding().lesson(),
                    withLesson));
        }
        return rows;
    }

    private static List<String> with(List<String> cells, String last, boolean wanted) {
        if (wanted) {
            cells.add(last);
        }
        return cells;
    }

    private static String wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column + word.length() > LINE_LENGTH) {
                wrapped.append('\n');
                column = 0;
            }
            wrapped.append(column == 0 ? "" : " ").append(word);
            column += word.length() + 1;
        }
        return wrapped.toString();
    }
}
