package dev.accountrisk.console.backfills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.backfills.BackfillController.BackfillPage;
import dev.accountrisk.console.page.Templates;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page of a backfill. */
class BackfillTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final BackfillView RUNNING = new BackfillView(3, "VERIFY", "<b>", 1, "RUNNING", 0, 0, "replay",
            NOW.minusSeconds(2), NOW, null);
    private static final String SCRIPT = "<script>alert(1)</script>\u202e";

    private final Templates templates = new Templates();

    @Test
    void aBackfillShowsHowFarEachPartitionIsHowFastAndHowLongItTakes() throws Exception {
        String page = backfill(RUNNING, List.of(progress(new Report("t", 0, 10L, 60L, 5_000, NOW.minusSeconds(2)))),
                0, List.of());

        assertThat(page).contains("verify: under way, replays the topics", "&lt;b&gt;", "50 %", ">10/s<", ">5 s<",
                "50 of 100 records (50 %), 10/s, about 5 s left at this rate.", "id=\"part-t-0\"", "None so far.");
    }

    @Test
    void whatIsNotKnownIsWrittenAsUnknown() throws Exception {
        assertThat(backfill(RUNNING, List.of(progress(null)), 0, List.of()))
                .contains("rate and time left unknown.", ">unknown<")
                .doesNotContain("0/s", ">0 s<");
    }

    @Test
    void aProcessThatDoesNotReportIsNamedWithItsLastReport() throws Exception {
        Instant last = NOW.minusSeconds(600);
        BackfillView silent = new BackfillView(3, "VERIFY", "all", 1, "RUNNING", 0, 0, "replay", last, NOW, null);
        PartProgress part = PartProgress.of(silent, new Part("t", 0, 10, 110, 10, false, 0),
                new Report("t", 0, 10L, 60L, 5_000, last), NOW);

        assertThat(backfill(silent, List.of(part), 0, List.of())).contains(
                "not reporting since 2026-11-29 13:50:00 UTC: killed, or without MySQL; the same command with --resume",
                "△ not reporting", "since 2026-11-29 13:50:00 UTC");
    }

    @Test
    void theFirstDifferencesLinkToTheirAccountsAndCannotSteerTheBrowser() throws Exception {
        String page = backfill(RUNNING, List.of(), 41,
                List.of(new DifferenceView(1, "account_risk", "acc", "acc", "risk is 1, replayed " + SCRIPT),
                        new DifferenceView(2, "parked_record", SCRIPT, SCRIPT, "the record is not parked"),
                        new DifferenceView(3, "consumer_position", null, "t-0", "past the end")));

        assertThat(page)
                .contains("The first 3 of 41. Each row is named once", "href=\"/accounts/acc\"", "id=\"difference-3\"",
                        "risk is 1, replayed &lt;script&gt;alert(1)&lt;/script&gt;", ">none<")
                .doesNotContain("<script>alert", "\u202e");
    }

    private String backfill(BackfillView run, List<PartProgress> parts, long differences, List<DifferenceView> first)
            throws Exception {
        return templates.render("backfill",
                new BackfillPage(NOW, run, RunProgress.of(parts), parts, differences, first));
    }

    private static PartProgress progress(@Nullable Report report) {
        return PartProgress.of(RUNNING, new Part("t", 0, 10, 110, 10, false, 0), report, NOW);
    }
}
