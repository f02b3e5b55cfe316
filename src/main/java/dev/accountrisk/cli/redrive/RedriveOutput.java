package dev.accountrisk.cli.redrive;

import dev.accountrisk.parking.ParkedAccount;
import dev.accountrisk.parking.ParkedContent;
import dev.accountrisk.parking.ParkedSummary;
import dev.accountrisk.redrive.AccountResult;
import dev.accountrisk.redrive.RecordResult;
import dev.accountrisk.redrive.RedriveKind;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.text.PrintableText;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
            json(records);
            return;
        }
        out.printf(LINE, "id", "state", "reason", "account", "time", "source", "detail");
        records.forEach(this::line);
    }

    /** A record with its bytes as text. */
    record Shown(ParkedSummary record, @Nullable String key, @Nullable String value) {
        Shown(ParkedContent content) {
            this(content.record(), PrintableText.decode(content.key()), PrintableText.decode(content.value()));
        }
    }

    void show(ParkedContent content) {
        Shown shown = new Shown(content);
        if (json) {
            json(shown);
            return;
        }
        line(shown.record());
        out.println("key    " + PrintableText.escape(Objects.requireNonNullElse(shown.key(), "(none)")));
        out.println("value  " + PrintableText.escape(Objects.requireNonNullElse(shown.value(), "(none)")));
    }

    void report(RedriveReport report) {
        if (json) {
            json(report);
            return;
        }
        for (ParkedAccount account : report.chosen()) {
            out.printf("would %s %d of %s%n", action(report), account.records(),
                    account.account().isEmpty() ? "no account" : account.account());
        }
        for (AccountResult result : report.accounts()) {
            for (RecordResult record : result.records()) {
                out.printf("%-8d %-9s %-15s %s%n", record.id(), record.result(), text(record.reason()),
                        text(result.account()));
            }
        }
        report.notReleasable().forEach(this::line);
        if (report.dryRun()) {
            out.printf("would %s %d chosen records%s%s; nothing was changed%n", action(report), report.done(),
                    report.action() == RedriveKind.RELEASE ? " and all others that their accounts have parked" : "",
                    report.left() > 0 ? ", and leave " + report.left() : "");
        } else {
            out.printf("%d done, %d left%s%s%n", report.done(), report.left(), report.stopped() ? ", ended early" : "",
                    shown(report) < report.done() ? ", the first " + shown(report) + " shown" : "");
        }
    }

    private static String action(RedriveReport report) {
        return report.action().name().toLowerCase(Locale.ROOT);
    }

    private static long shown(RedriveReport report) {
        return report.accounts().stream().mapToLong(account -> account.records().size()).sum();
    }

    private void json(Object report) {
        out.println(PrintableText.escape(JSON.writeValueAsString(report)));
    }

    private void line(ParkedSummary record) {
        out.printf(LINE, record.id(), record.state(), record.reason(), text(record.account()),
                Instant.ofEpochMilli(record.timestampMillis()),
                record.topic() + "-" + record.partition() + ":" + record.offset(),
                PrintableText.escape(record.detail()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
