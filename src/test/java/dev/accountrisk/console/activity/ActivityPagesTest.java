package dev.accountrisk.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.activity.Activity.Failed;
import dev.accountrisk.console.activity.Activity.Ranking;
import dev.accountrisk.console.activity.PolicyPage.Move;
import dev.accountrisk.console.activity.PolicyPage.Preview;
import dev.accountrisk.console.page.Templates;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hot accounts, conflicts and policies: what several workers report is added, and what none reports is unknown. */
class ActivityPagesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final Ranking NONE = new Ranking(0, List.of());

    private static HotAccount hot(String account, long atLeast, long atMost) {
        return new HotAccount("t", 3, account, atLeast, atMost);
    }

    private static Activity activity(Ranking records, List<Failed> failures) {
        return new Activity(290, false, records, NONE, NONE, failures, false, null);
    }

    private static Activity with(@Nullable PolicyValues policy) {
        return new Activity(290, false, NONE, NONE, NONE, List.of(), false, policy);
    }

    private static PolicyValues policy(double highFrom, boolean fileBroken) {
        return new PolicyValues(604_800_000, 1_000, 30, highFrom, 85, fileBroken);
    }

    private static String policyHtml(Reported seen, @Nullable Preview preview) throws Exception {
        return new Templates().render("policy",
                PolicyPage.of(seen, NOW, preview == null ? null : "levels: </textarea>", preview));
    }

    private static Reported reported(@Nullable Activity... activities) {
        return new Reported(Arrays.stream(activities)
                .map(activity -> new WorkerActivity(activity == null ? "earlier@host" : "w@host", activity))
                .toList());
    }

    private static String hotHtml(Reported seen) throws Exception {
        return new Templates().render("hot", HotPage.of(seen, NOW));
    }

    private static String conflictsHtml(Reported seen) throws Exception {
        return new Templates().render("conflicts", ConflictsPage.of(seen, NOW));
    }

    @Test
    void whatTwoWorkersCountedOfAnAccountIsAdded() throws Exception {
        Reported seen = reported(activity(new Ranking(600, List.of(hot("a", 100, 300), hot("b", 40, 40))), List.of()),
                activity(new Ranking(400, List.of(hot("a", 100, 130))), List.of()));
        HotPage page = HotPage.of(seen, NOW);
        HotAccounts records = Objects.requireNonNull(page.records());
        assertThat(records.total()).isEqualTo(1_000);
        assertThat(records.top()).containsExactly(hot("a", 200, 430), hot("b", 40, 40));
        assertThat(page.answer()).isEqualTo("One account stands out in the last 4 min.");
        assertThat(hotHtml(seen)).contains("△ Look", "a has 43 % of all records.", "partition t-3",
                "href=\"/accounts/a\"", "200 to 430", "43 %", "4 %", "No command was refused",
                "No transaction had to run again").doesNotContain("Unknown");
    }

    @Test
    void fewRecordsOfOneAccountDoNotStandOut() {
        assertThat(HotPage.of(reported(activity(new Ranking(9, List.of(hot("a", 9, 9))), List.of())), NOW)
                .answer()).isEqualTo("No account stands out in the last 4 min.");
        assertThat(HotPage.of(reported(activity(NONE, List.of())), NOW).answer())
                .isEqualTo("No record was applied in the last 4 min.");
    }

    @Test
    void whatNoWorkerSaysIsUnknownAndNotNothing() throws Exception {
        assertThat(hotHtml(reported())).contains("unknown: no worker reports.", "Unknown: no worker reports it.")
                .doesNotContain("No command was refused");
        assertThat(conflictsHtml(reported())).contains("unknown: no worker reports.", "Unknown: no worker reports it.")
                .doesNotContain("No partition has");
        Activity earlier = null;
        assertThat(hotHtml(reported(earlier))).contains("version does not report it", "earlier@host");
        assertThat(conflictsHtml(reported(earlier, activity(NONE, List.of()))))
                .contains("Unknown of these workers", "earlier@host", "committed at once");
    }

    @Test
    void aLostFenceSaysThatNothingIsAppliedTwice() throws Exception {
        Reported seen = reported(
                activity(NONE, List.of(new Failed("t", 0, Map.of("FENCED", 2L, "DEADLOCK", 3L)),
                        new Failed("t", 1, Map.of("REFUSED", 9L, "OF_A_LATER_VERSION", 1L)))),
                activity(NONE, List.of(new Failed("t", 0, Map.of("DEADLOCK", 1_200L)))));
        assertThat(ConflictsPage.of(seen, NOW).answer())
                .isEqualTo("1214 transactions of the last 4 min did not commit at once.");
        assertThat(conflictsHtml(seen)).contains("t-0 lost its fence.", "nothing is applied twice", "1,203")
                .doesNotContain("t-1 lost", "Unknown");
        assertThat(conflictsHtml(reported(activity(NONE, List.of())))).contains("committed at once.",
                "No partition has a lost fence");
    }

    @Test
    void workersThatDifferInTheirPolicyAreNamedAndABrokenFileIsNoOtherPolicy() throws Exception {
        assertThat(policyHtml(reported(with(policy(60, false)), with(policy(60, true))), null))
                .contains("Every worker that reports a policy uses the same one.", "7 d", "cannot be used")
                .doesNotContain("Workers differ", "would have another level");
        assertThat(policyHtml(reported(with(policy(60, false)), with(policy(61, false)), with(null)), null))
                .contains("Workers use 2 different policies.", "Workers differ in their policy.",
                        "Unknown of these workers");
        assertThat(policyHtml(reported(), null)).contains("unknown: no worker reports.",
                "Unknown: no worker reports it.");
    }

    @Test
    void aPreviewSaysHowManyOfWhichAccountsAndWhetherItIsCut() throws Exception {
        Preview cut = new Preview(policy(60, false), 1_200_000, 12_345, List.of(new Move("LOW", "MEDIUM", 12_345)),
                false);
        assertThat(policyHtml(reported(with(policy(60, false))), cut))
                .contains("12,345 of the first 1,200,000 accounts would have another level.", "not counted in time",
                        "levels: &lt;/textarea&gt;");
        assertThat(policyHtml(reported(), new Preview(policy(60, false), 0, 0, List.of(), true)))
                .contains("✓ None", "0 of all 0 accounts", "No account has a risk yet")
                .doesNotContain("in time");
    }
}
