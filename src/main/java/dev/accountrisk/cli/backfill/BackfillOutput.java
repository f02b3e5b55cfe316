package dev.accountrisk.cli.backfill;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.compare.TableComparison;
import dev.accountrisk.backfill.run.BackfillResult;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.text.PrintableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes the result of a backfill as text or as JSON. */
final class BackfillOutput {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MICROS_PER_MILLI = 1e3;

    private BackfillOutput() {}

    static String json(BackfillResult result) {
        return PrintableText.escape(JSON.writeValueAsString(fields(result)));
    }

    private static Map<String, Object> fields(BackfillResult result) {
        BackfillResult.Work work = result.work();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", work.run());
        fields.put("mode", work.mode());
        fields.put("state", result.state());
        fields.put("ranges", work.ranges());
        fields.put("records", work.records());
        fields.put("seconds", work.seconds());
        fields.put("tables", tables(result));
        fields.put("differences", differences(result).count());
        fields.put("first", differences(result).first());
        if (result instanceof BackfillResult.Repaired repaired) {
            fields.put("outcomes", repaired.outcomes());
        }
        if (result instanceof BackfillResult.Rebuilt rebuilt) {
            fields.put("swapped", rebuilt.swapped());
            rebuilt.heldMicros().ifPresent(held -> fields.put("heldMicros", held));
        }
        fields.put("notes", work.notes());
        return fields;
    }

    private static List<TableComparison> tables(BackfillResult result) {
        return switch (result) {
            case BackfillResult.Verified verified -> verified.tables();
            case BackfillResult.Rebuilt rebuilt -> rebuilt.tables();
            default -> List.of();
        };
    }

    private static Differences differences(BackfillResult result) {
        return switch (result) {
            case BackfillResult.Verified verified -> verified.differences();
            case BackfillResult.Rebuilt rebuilt -> rebuilt.differences();
            case BackfillResult.ShardDone shard -> shard.differences();
            case BackfillResult.AlreadyEnded ended -> new Differences(ended.differences(), List.of());
            default -> Differences.NONE;
        };
    }

    static String text(BackfillResult result) {
        BackfillResult.Work work = result.work();
        StringBuilder text = new StringBuilder();
        for (BackfillResult.ReadRange range : work.ranges()) {
            line(text, "%-40s from %,12d until %,12d: %,d records", range.partition(), range.from(), range.until(),
                    range.until() - range.from());
        }
        tables(text, tables(result));
        differences(text, differences(result));
        if (result instanceof BackfillResult.Repaired(var _, OutcomeCounts outcomes)) {
            line(text, "%,d applied, %,d stale, %,d duplicate, %,d refused, %,d parked%s", outcomes.applied(),
                    outcomes.stale(), outcomes.duplicate(), outcomes.refused(), outcomes.parked(),
                    outcomes.ignored() == 0
                            ? ""
                            : ", %,d ignored".formatted(outcomes.ignored()));
        }
        if (result instanceof BackfillResult.Rebuilt rebuilt && rebuilt.heldMicros().isPresent()) {
            line(text, "The workers were held for %.1f ms.", rebuilt.heldMicros().getAsLong() / MICROS_PER_MILLI);
        }
        work.notes().forEach(note -> line(text, "Note: %s.", note));
        line(text, switch (result) {
            case BackfillResult.Planned _ -> "%s: would read %,d records, in about %.0f s.";
            case BackfillResult.AlreadyEnded _ -> "%s (already ended): %,d records in %.1f s.";
            default -> "%s: %,d records in %.1f s.";
        }, head(result), work.records(), work.seconds());
        return text.toString();
    }

    private static String head(BackfillResult result) {
        String mode = result.work().mode().name().toLowerCase(Locale.ROOT);
        long run = result.work().run();
        return run == 0 ? mode + " " + result.state() : "Run %d: %s %s".formatted(run, mode, result.state());
    }

    private static void tables(StringBuilder text, List<TableComparison> tables) {
        if (!tables.isEmpty()) {
            line(text, "%-20s %12s %12s  %-16s  %-16s  %s", "table", "rows", "replayed", "digest", "replayed",
                    "differences");
        }
        for (TableComparison table : tables) {
            line(text, "%-20s %,12d %,12d  %-16s  %-16s  %,d", table.table(), table.rows(), table.replayedRows(),
                    table.digest(), table.replayedDigest(), table.differences());
        }
    }

    private static void differences(StringBuilder text, Differences differences) {
        for (Difference difference : differences.first()) {
            line(text, "%s %s: %s", difference.table(), difference.key(), difference.fields());
        }
        long more = differences.count() - differences.first().size();
        if (more > 0) {
            line(text, differences.first().isEmpty() ? "%,d differences" : "… and %,d more", more);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
