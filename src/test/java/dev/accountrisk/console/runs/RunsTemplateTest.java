package dev.accountrisk.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.backfills.BackfillView;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.runs.FindingRepository.KindCount;
import dev.accountrisk.console.runs.RunsController.ReconciliationPage;
import dev.accountrisk.console.runs.RunsController.RunsPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the runs. */
class RunsTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final Reconciliation DRIFT = new Reconciliation("r1", "DRIFT", "z", 2, 1, 0, NOW, NOW);
    private static final BackfillView RUNNING = new BackfillView(3, "VERIFY", "<b>", 1, "RUNNING", 0, 0, "replay",
            NOW.minusSeconds(2), NOW, null);

    private final Templates templates = new Templates();

    @Test
    void theListLinksToEveryRun() throws Exception {
        assertThat(templates.render("runs", new RunsPage(NOW, List.of(DRIFT), List.of(RUNNING)))).contains(
                "The last reconciliation: 1 finding in 2 accounts.", "href=\"/runs/reconcile/r1\"",
                "href=\"/runs/backfill/3\"", "under way, replays the topics", "not ended");
        assertThat(templates.render("runs", new RunsPage(NOW, List.of(), List.of()))).contains(
                "Nobody has looked for drift yet.",
                "There was no backfill");
    }

    @Test
    void aFindingLinksToItsAccount() throws Exception {
        FindingView finding = new FindingView(1, "BALANCE", "acc", "COIN", "<b>1", "2", null);
        assertThat(templates.render("reconciliation",
                new ReconciliationPage(NOW, DRIFT, List.of(new KindCount("BALANCE", 1)), List.of(finding), 1L)))
                .contains("href=\"/accounts/acc\"", "&lt;b&gt;1", "none sent", "Next page");
    }
}
