package dev.accountrisk.cli.reconcile;

import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.reconcile.RunReport;
import dev.accountrisk.text.PrintableText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** The report of a run, as a table, JSON, a page or metrics. */
final class ReconcileOutput {
    private static final String LINE = "%-13s %-36s %-30s %-30s %s";
    private static final double MILLIS_PER_SECOND = 1e3;

    private final RunReport report;

    ReconcileOutput(RunReport report) {
        this.report = report;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        if (!report.found().isEmpty()) {
            text.append(LINE.formatted("kind", "account", "item", "expected", "actual")).append(System.lineSeparator());
        }
        for (Finding finding : report.found()) {
            text.append(PrintableText.escape(LINE.formatted(finding.kind(), account(finding), finding.item(),
                    finding.expected(),
                    finding.actual() + (finding.repair() == null ? "" : "  (sent " + finding.repair() + ")"))))
                    .append(System.lineSeparator());
        }
        return text + summary() + System.lineSeparator();
    }

    String json() {
        return PrintableText.escape(JsonMapper.builder().build().writeValueAsString(report));
    }

    /** A page that needs no other file. */
    String html() {
        StringBuilder rows = new StringBuilder();
        for (Finding finding : report.found()) {
            rows.append("<tr>");
            cell(rows, finding.kind().name());
            cell(rows, account(finding));
            cell(rows, finding.item());
            cell(rows, finding.expected());
            cell(rows, finding.actual());
            cell(rows, Objects.requireNonNullElse(finding.repair(), ""));
            rows.append("</tr>\n");
        }
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Reconciliation %s: %s</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff; }
                table { border-collapse: collapse; } caption { text-align: left; padding: .5rem 0; }
                th, td { text-align: left; padding: .3rem .8rem; border-bottom: 1px solid #d0d7de; }
                td { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
                .CLEAN { color: #1a7f37; } .DRIFT { color: #cf222e; } .STOPPED { color: #9a6700; }
                </style></head><body>
                <h1>Reconciliation <span class="%s">%s</span></h1>
                <p>%s</p>
                <table><thead><tr><th>kind</th><th>account</th><th>item</th><th>expected</th><th>actual</th>\
                <th>repair sent</th></tr></thead><tbody>
                %s</tbody></table>
                </body></html>
                """.formatted(HtmlUtils.htmlEscape(report.runId()), report.state(), report.state(), report.state(),
                HtmlUtils.htmlEscape(summary()), rows);
    }

    /** The metrics in the format of a text file collector. */
    String metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (DriftKind kind : DriftKind.values()) {
            long found = report.byKind().getOrDefault(kind, 0L);
            Gauge.builder("account.risk.reconcile.findings", () -> found)
                    .description("findings of the last run, by kind")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
        Gauge.builder("account.risk.reconcile.accounts", report::accountsChecked)
                .description("accounts that the last run checked")
                .register(registry);
        Gauge.builder("account.risk.reconcile.ended", () -> report.endedAtMillis() / MILLIS_PER_SECOND)
                .description("when the last run ended")
                .baseUnit("seconds")
                .register(registry);
        return registry.scrape();
    }

    private String summary() {
        return "Run %s: %s. %d accounts, %d findings%s%s, %s to %s.".formatted(report.runId(), report.state(),
                report.accountsChecked(), report.findings(), report.levelsToRecompute() == 0
                        ? ""
                        : ", " + report.levelsToRecompute()
                                + " levels of an earlier policy (no drift; --repair computes them anew)",
                report.findings() > report.found().size() ? ", the first " + report.found().size() + " shown" : "",
                Instant.ofEpochMilli(report.begunAtMillis()), Instant.ofEpochMilli(report.endedAtMillis()));
    }

    private static String account(Finding finding) {
        return Objects.requireNonNullElse(finding.account(), "-");
    }

    private static void cell(StringBuilder rows, String text) {
        rows.append("<td>").append(HtmlUtils.htmlEscape(PrintableText.escape(text))).append("</td>");
    }
}
