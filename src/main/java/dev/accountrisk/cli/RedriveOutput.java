package dev.accountrisk.cli;

import dev.accountrisk.redrive.Candidate;
import dev.accountrisk.redrive.Handled;
import dev.accountrisk.redrive.ParkedBytes;
import dev.accountrisk.redrive.ParkedSummary;
import dev.accountrisk.redrive.RedriveReport;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Prints what a redrive found or did, for a person or for a script. */
final class RedriveOutput {
    private static final String LINE = "%-8s %-9s %-15s %-36s %-24s %-30s %s%n";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final boolean json;

    RedriveOutput(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void list(List<ParkedSummary> records) {
        if (json) {
            out.println(JSON.writeValueAsString(records));
            return;
        }
        out.printf(LINE, "id", "state", "reason", "account", "time", "source", "detail");
        records.forEach(this::line);
    }

    void show(ParkedBytes record) {
        if (json) {
            out.println(JSON.writeValueAsString(record));
            return;
        }
        line(record.record());
        out.println("key    " + Objects.requireNonNullElse(record.key(), "(none)"));
        out.println("value  " + Objects.requireNonNullElse(record.value(), "(none)"));
    }

    void report(RedriveReport report) {
        if (json) {
            out.println(JSON.writeValueAsString(report));
            return;
        }
        for (Candidate candidate : report.chosen()) {
            out.printf("would %s %d of %s%n", report.action().toLowerCase(Locale.ROOT), candidate.records(),
                    candidate.account().isEmpty() ? "no account" : candidate.account());
        }
        for (Handled handled : report.accounts()) {
            for (Handled.One record : handled.records()) {
                out.printf("%-8d %-9s %-15s %s%n", record.id(), record.result(),
                        Objects.requireNonNullElse(record.reason(), "-"),
                        Objects.requireNonNullElse(handled.account(), "-"));
            }
        }
        report.withoutAWayBack().forEach(this::line);
        if (!report.dryRun()) {
            out.printf("%d done, %d left%s%n", report.done(), report.left(), report.stopped() ? ", ended early" : "");
        }
    }

    private void line(ParkedSummary record) {
        out.printf(LINE, record.id(), record.state(), record.reason(),
                Objects.requireNonNullElse(record.account(), "-"),
                Instant.ofEpochMilli(record.timestampMillis()),
                record.topic() + "-" + record.partition() + ":" + record.offset(), record.detail());
    }
}
