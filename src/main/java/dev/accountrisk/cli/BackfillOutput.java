package dev.accountrisk.cli;

import dev.accountrisk.backfill.BackfillReport;
import dev.accountrisk.backfill.Difference;
import dev.accountrisk.backfill.TableReport;
import dev.accountrisk.engine.OutcomeCounts;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** The report of a replay, as text or JSON. */
final class BackfillOutput {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MICROS_PER_MILLI = 1e3;

    private BackfillOutput() {}

    static String json(BackfillReport report) {
        return JSON.writeValueAsString(report);
    }

    static String text(BackfillReport report) {
        StringBuilder text = new StringBuilder();
        for (BackfillReport.Part part : report.parts()) {
            line(text, "%-40s from %,12d until %,12d: %,d records", part.partition(), part.from(), part.until(),
                    part.until() - part.from());
        }
        tables(text, report.tables());
        differences(text, report);
        OutcomeCounts outcomes = report.outcomes();
        if (outcomes != null) {
            line(text, "%,d applied, %,d stale, %,d duplicate, %,d refused, %,d parked", outcomes.applied(),
                    outcomes.stale(), outcomes.duplicate(), outcomes.refused(), outcomes.parked());
        }
        if (report.heldMicros() >= 0) {
            line(text, "The workers were held for %.1f ms.", report.heldMicros() / MICROS_PER_MILLI);
        }
        report.notes().forEach(note -> line(text, "Note: %s.", note));
        line(text, report.state().equals("PLANNED")
                ? "%s: would read %,d records, in about %.0f s."
                : "%s: %,d records in %.1f s.", head(report), report.records(), report.seconds());
        return text.toString();
    }

    private static String head(BackfillReport report) {
        String mode = report.mode().name().toLowerCase(Locale.ROOT);
        return report.run() == 0
                ? mode + " " + report.state()
                : "Run %d: %s %s".formatted(report.run(), mode, report.state());
    }

    private static void tables(StringBuilder text, List<TableReport> tables) {
        if (!tables.isEmpty()) {
            line(text, "%-20s %12s %12s  %-16s  %-16s  %s", "table", "rows", "replayed", "digest", "replayed",
                    "differences");
        }
        for (TableReport table : tables) {
            line(text, "%-20s %,12d %,12d  %-16s  %-16s  %,d", table.table(), table.rows(), table.replayedRows(),
                    table.digest(), table.replayedDigest(), table.differences());
        }
    }

    private static void differences(StringBuilder text, BackfillReport report) {
        for (Difference difference : report.first()) {
            line(text, "%s %s: %s", difference.table(), difference.key(), difference.fields());
        }
        if (report.differences() > report.first().size()) {
            line(text, "… and %,d more", report.differences() - report.first().size());
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
