package dev.accountrisk.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.backfills.BackfillView;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import dev.accountrisk.console.parked.ParkedGroup;
import dev.accountrisk.console.parked.ParkedGroups;
import dev.accountrisk.console.partitions.Outcomes;
import dev.accountrisk.console.partitions.WorkerView;
import dev.accountrisk.console.runs.Reconciliation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first page shows what is known, and says of the rest that it is unknown. */
class OverviewTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final Outcomes OUTCOMES = new Outcomes(1_204, 0, 0, 7, 3, 0);

    private final Templates templates = new Templates();

    @Test
    void everythingThatIsWrongStandsAtTheTop() throws Exception {
        Rates rates = new Rates();
        rates.add(NOW.minusSeconds(20), new Outcomes(0, 0, 0, 0, 0, 0), Map.of());
        rates.add(NOW.minusSeconds(10), OUTCOMES, Map.of());
        rates.add(NOW, OUTCOMES, Map.of("account.commands", 7L));
        OverviewPage page = new OverviewPage(NOW, "One partition is not running.",
                List.of(new Trouble(Weight.BAD, "<b>stopped</b>", "It waits.", "Decide.", "/partitions")), 12,
                List.of(new WorkerView("7@host", "1.0", NOW, NOW, false, false, Map.of("broker", "away"), 6)), 7L,
                Map.of("account.commands", 7L), OUTCOMES, rates.consumedPerSecond(), rates.recent(), rates.minutes(),
                4L,
                new ParkedGroups(
                        List.of(new ParkedGroup("WRONG_TYPE", "account.commands", "amount", 3, 2, NOW, NOW, 1L)),
                        3,
                        true, null),
                new Reconciliation("r1", "CLEAN", "z", 412_886, 0, 0, NOW, NOW),
                new BackfillView(1, "VERIFY", "all", 1, "EQUAL", 0, 9, null, null, NOW, NOW));
        String html = templates.render("overview", page);
        assertThat(html).contains("<h1>One partition is not running.</h1>", "■ Act", "&lt;b&gt;stopped&lt;/b&gt;",
                "href=\"/partitions\"", "1 worker, 12 partitions.", "2026-11-29 14:00:00 UTC", "1,204", "broker: away",
                "data-value=\"7\"", "<td class=\"num\">unknown</td>", "The same as a table", "src=\"/charts.js\"",
                "✓ no drift in 412,886 accounts", "VERIFY: the tables are",
                "aria-current=\"page\"", "href=\"/audit\"", "href=\"/manual/RUNBOOK#alerts\"")
                .doesNotContain("<b>stopped", "style=", "<script>");
    }

    @Test
    void whatIsNotKnownIsUnknown() throws Exception {
        Map<String, @Nullable Long> lags = new HashMap<>();
        lags.put("account.commands", null);
        OverviewPage page = new OverviewPage(NOW, "No worker reports: nothing is applied.", List.of(), 1, List.of(),
                null,
                lags, OUTCOMES, null, Map.of(), List.of(), null, new ParkedGroups(List.of(), 0, true, null), null,
                null);
        assertThat(templates.render("overview", page)).contains("unknown", "none waits", "No worker has reported",
                "never run: nobody has looked for drift", "No record is parked").doesNotContain("<details");
    }
}
