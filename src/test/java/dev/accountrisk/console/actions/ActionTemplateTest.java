package dev.accountrisk.console.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.actions.ActionsController.ActionPage;
import dev.accountrisk.console.actions.ActionsController.ActionsPage;
import dev.accountrisk.console.actions.CorrectionController.CorrectionPage;
import dev.accountrisk.console.actions.CorrectionController.DifferencePage;
import dev.accountrisk.console.actions.RecordActionsController.RecordsPage;
import dev.accountrisk.console.actions.WhatIfController.TrialsPage;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.parked.ParkedCriteria;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages of actions: each button says what it touches, and whatever somebody wrote is text. */
class ActionTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final ParkedLine RECORD = new ParkedLine(7, "account.commands", 1, 18_044, null, "dc57", "pay-1",
            "WRONG_TYPE", SCRIPT, "PARKED", NOW, NOW);

    private final Templates templates = new Templates();

    private static RecordsForm form(ActionKind kind, @Nullable Long id, @Nullable String reason,
            @Nullable Integer first) {
        return new RecordsForm(kind, id, reason, null, null, first, null, null, null, null, null, null);
    }

    private String page(RecordsForm form, ParkedScope scope, boolean everything, Trial... asked) throws Exception {
        List<Trial> trials = List.of(asked);
        return templates.render("action-records", new RecordsPage(NOW, form, scope, everything, "key-1", trials));
    }

    @Test
    void theButtonOfAReleaseCountsTheOtherRecordsOfTheAccounts() throws Exception {
        assertThat(page(form(ActionKind.RELEASE, null, "WRONG_TYPE", 10), new ParkedScope(10, false, null, 4L, 99, 37L),
                false))
                .contains("10 records, parked first, match: release them?", ">Release 37 records</button>",
                        "27 other parked records of the same accounts", "name=\"upTo\" value=\"99\"",
                        "name=\"formKey\" value=\"key-1\"", "name=\"reason\" value=\"WRONG_TYPE\"",
                        "Stop when a record stays parked")
                .doesNotContain("name=\"topic\"", "No filter limits this");
        assertThat(
                page(form(ActionKind.RELEASE, null, "WRONG_TYPE", null),
                        new ParkedScope(30_000, false, null, null, 99, null),
                        false))
                .contains(">Release 30,000 records and those behind them</button>")
                .doesNotContain("Counted");
        assertThat(page(form(ActionKind.RELEASE, null, null, null),
                new ParkedScope(1_000_000, false, NOW.minusSeconds(12), null, 99, 1_000_000L), true))
                .contains("About 1,000,000 records match: release them?", ">Release about 1,000,000 records</button>",
                        "12 s ago, so it is about so many.", "no record after 99 does");
        assertThat(page(form(ActionKind.DROP, null, "WRONG_TYPE", null),
                new ParkedScope(20_000, true, null, null, 99, 20_000L), false))
                .contains("More than 20,000 records match: drop them?", ">Drop more than 20,000 records</button>",
                        "open this page again in a few seconds");
    }

    @Test
    void aDropSaysThatItIsForGood() throws Exception {
        assertThat(page(form(ActionKind.DROP, 7L, null, null), new ParkedScope(1, false, null, 1L, 7, 1L), false))
                .contains("1 record matches: drop it?", "What is dropped is never applied.", ">Drop 1 record</button>",
                        "name=\"id\" value=\"7\"")
                .doesNotContain("Stop when", "Count again");
        assertThat(page(form(ActionKind.DROP, null, null, null), new ParkedScope(5, false, null, 1L, 7, 5L), true))
                .contains("No filter limits this.");
    }

    @Test
    void whereNothingMatchesThereIsNoButton() throws Exception {
        assertThat(page(form(ActionKind.RELEASE, 7L, null, null), new ParkedScope(0, false, null, 0L, 0, 0L), false))
                .contains("There is nothing to release here.")
                .doesNotContain("formKey");
    }

    @Test
    void anActionShowsItsProgressAndItsResult() throws Exception {
        ActionOrder order = new ActionOrder(ActionKind.RELEASE, 7L, null, null, null, 7L, 10, true, null, null, false);
        ActionView action = new ActionView(17, order, order.describe(), 9L, true, "ana", SCRIPT, NOW, null, null,
                ActionState.RUNNING, NOW.plusSeconds(9), "1@host", 4L, SCRIPT, NOW, null, null);
        assertThat(templates.render("action",
                new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), null, null)))
                .contains("Action 17 is running.", "Release parked record 7, ",
                        "at most 10 a second, until a record stays parked, with a corrected value.",
                        "5 of 9 records are no longer parked, 4 still are.", "&lt;script&gt;", "Cancel action 17",
                        "href=\"/actions/17/value\"", "value=\"5\" max=\"9\"")
                .doesNotContain("<script>");
        assertThat(templates.render("actions", new ActionsPage(NOW, 0, List.of(action), null)))
                .contains("No worker runs.", "href=\"/actions/17\"", "running", "&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(templates.render("actions", new ActionsPage(NOW, 1, List.of(), null)))
                .contains("Nobody has asked for anything here.")
                .doesNotContain("No worker runs.");
    }

    private static ActionView whatIf(ActionState state, @Nullable String result) {
        ActionOrder order = new ActionOrder(ActionKind.WHAT_IF, 7L, null, "t", "a", 7L, 0, false, null, null, false);
        return new ActionView(18, order, order.describe(), null, true, "ana", "why", NOW, null, null, state, null,
                "1@host", null, result, NOW, state.isEnded() ? NOW : null, null);
    }

    private String whatIfPage(ActionView action) throws Exception {
        return templates.render("what-if",
                new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), WhatIfView.of(action), null));
    }

    @Test
    void whatAReleaseWouldDoIsShownRecordByRecord() throws Exception {
        String result = """
                {"records":[{"id":7,"outcome":"APPLIED","reason":null,"changes":[{"what":"%1$s balance","before":"0","after":"5"}],
                    "events":["BalanceChanged: %1$s"]},{"id":8,"outcome":"REFUSED","reason":"OVERFLOW","changes":[],"events":[]},
                    {"id":9,"outcome":"PARKED","reason":"NOT_JSON","changes":[],"events":[]}],"whole":false,"later":1}"""
                .formatted(SCRIPT);
        assertThat(whatIfPage(whatIf(ActionState.DONE, result)))
                .contains("A release would end 2 of 3 parked records.", "With the corrected value.",
                        "&lt;script&gt;alert(1)&lt;/script&gt; balance: 0 → 5", "✓ applied", "✓ refused: OVERFLOW",
                        "✗ still parked: NOT_JSON", "Only the first 3 records of the account were looked at.",
                        "no value changes", "Nothing was changed.")
                .doesNotContain("<script>");
        assertThat(whatIfPage(whatIf(ActionState.DONE, "{\"records\":[],\"whole\":true}")))
                .contains("a release would do nothing.")
                .doesNotContain("were looked at");
        assertThat(whatIfPage(whatIf(ActionState.WAITING, null)))
                .contains("Action 18 waits: nothing is done yet.", "asks again every second");
        assertThat(whatIfPage(whatIf(ActionState.FAILED, "MySQL refuses it"))).contains("Action 18 failed.",
                "MySQL refuses it");
    }

    private String whatIfManyPage(ActionState state, @Nullable String result) throws Exception {
        ActionOrder order = new ActionOrder(ActionKind.WHAT_IF, null, "NOT_JSON", null, null, 99L, 0, false, null,
                null, false);
        ActionView action = new ActionView(18, order, order.describe(), 2L, false, "ana", "why", NOW, null, null,
                state, null, "1@host", null, result, NOW, state.isEnded() ? NOW : null, null);
        return templates.render("what-if-many", new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW),
                WhatIfView.of(action), WhatIfOfManyView.of(action)));
    }

    @Test
    void whatAReleaseOfManyWouldDoIsShownInSumByAccountAndByRecord() throws Exception {
        String result = """
                {"matching":3412,"allCounted":true,"chosen":4,"leftOut":{"overLimit":1,"unreached":1,"otherTopic":0},
                    "sums":[{"outcome":"APPLIED","reason":null,"chosen":1,"others":1},{"outcome":"PARKED","reason":"NOT_JSON",
                    "chosen":1,"others":0}],"told":[{"type":"BalanceChanged","events":2}],"accountsIn":3,"later":1,
                    "accounts":[{"account":"%1$s","topic":"t","chosen":1,"others":1,"stayParked":0,"whole":true,
                    "changes":[{"what":"EUR balance","before":"0","after":"5"}],"records":[{"id":7,"chosen":true,
                    "outcome":"APPLIED","reason":null,"events":["BalanceChanged: %1$s"]}]},{"account":"b","topic":"t",
                    "chosen":1,"others":0,"stayParked":1,"whole":false,"changes":[],"records":[{"id":8,"chosen":true,
                    "outcome":"PARKED","reason":"NOT_JSON","events":[]}]}]}"""
                .formatted(SCRIPT);
        assertThat(whatIfManyPage(ActionState.DONE, result))
                .contains(
                        "Of the first 4 of 3,412 records, 1 would be applied, 1 would park again, 2 were not looked at.",
                        "It would try 1 other record of the same accounts too: 1 would be applied.",
                        "1 record of these was not looked at: too many of the same account come before.",
                        "1 record of these was not reached", "EUR balance: 0 → 5", "✗ still parked: NOT_JSON",
                        "1 and more", "&lt;script&gt;", "The first 2 accounts and their records are listed.",
                        "1 other record of these accounts is counted above and not listed.",
                        "href=\"/parked?reason=NOT_JSON&amp;")
                .doesNotContain("<script>", "does not consume");
        assertThat(whatIfManyPage(ActionState.WAITING, null))
                .contains("Action 18 waits: nothing is done yet.", "asks again every second")
                .doesNotContain("How they would end");
    }

    private static WhatIfOfManyView report(long matching, boolean allCounted, int chosen,
            WhatIfOfManyView.Sum... sums) {
        return new WhatIfOfManyView(matching, allCounted, chosen, new WhatIfOfManyView.LeftOut(0, 0, 0),
                List.of(sums), List.of(), 0, List.of());
    }

    @Test
    void theFirstSentenceOfAWhatIfAnswersTheQuestion() {
        WhatIfOfManyView.Sum applied = new WhatIfOfManyView.Sum("APPLIED", null, 97, 0);
        WhatIfOfManyView.Sum parked = new WhatIfOfManyView.Sum("PARKED", "NOT_JSON", 3, 0);
        assertThat(report(3_412, true, 100, applied, parked).headline())
                .isEqualTo("Of the first 100 of 3,412 records, 97 would be applied, 3 would park again.");
        assertThat(report(100, false, 100, applied, parked).headline())
                .startsWith("Of the first 100 of more than 100 records, 97 ");
        assertThat(report(97, true, 97, applied).headline()).isEqualTo("Of all 97 records, 97 would be applied.");
        assertThat(report(1, true, 1, new WhatIfOfManyView.Sum("STALE", null, 1, 0)).headline())
                .isEqualTo("Of 1 record, 1 would change nothing.");
        assertThat(report(2, true, 2, new WhatIfOfManyView.Sum("REFUSED", "OVERFLOW", 1, 0),
                new WhatIfOfManyView.Sum("REFUSED", "CLOSED", 1, 4)).headline())
                .isEqualTo("Of all 2 records, 2 would be refused.");
        assertThat(report(0, true, 0).headline()).startsWith("Nothing matches");
        assertThat(report(1, true, 1, applied).othersLine()).isEqualTo("It would try no other record.");
    }

    @Test
    void whatIfIsAskedForAFewAndForManyRecordsAndTheButtonSaysForHowMany() throws Exception {
        List<Long> ids = LongStream.rangeClosed(1, 300).boxed().toList();
        assertThat(Trial.of(ids.subList(0, 100))).extracting(Trial::records, Trial::all, Trial::upTo)
                .containsExactly(tuple(20, false, 20L), tuple(100, false, 100L));
        assertThat(Trial.of(ids.subList(0, 30))).extracting(Trial::records, Trial::all, Trial::upTo)
                .containsExactly(tuple(20, false, 20L), tuple(30, true, 30L));
        assertThat(Trial.of(ids.subList(0, 20))).extracting(Trial::records, Trial::all)
                .containsExactly(tuple(20, true));
        assertThat(Trial.of(List.of())).isEmpty();
        assertThat(List.of(Trial.upTo(0, ids), Trial.upTo(50, ids), Trial.upTo(50, List.of())))
                .containsExactly(20L, 50L, 0L);

        assertThat(templates.render("what-if-form", new TrialsPage(NOW,
                new ParkedCriteria(null, "NOT_JSON", null, null), Trial.of(ids.subList(0, 21)))))
                .contains(">What would a release of the first 20 records do?</button>",
                        ">What would a release of all 21 records do?</button>", "name=\"upTo\" value=\"21\"",
                        "name=\"reason\" value=\"NOT_JSON\"", "name=\"kind\" value=\"WHAT_IF\"")
                .doesNotContain("name=\"topic\"");
        assertThat(templates.render("what-if-form",
                new TrialsPage(NOW, new ParkedCriteria(null, null, null, null), List.of())))
                .contains("Nothing matches that a release takes")
                .doesNotContain("formKey");
        assertThat(page(form(ActionKind.RELEASE, null, "NOT_JSON", null), new ParkedScope(1, false, null, 1L, 99, 1L),
                false,
                new Trial(1, true, 5, "key-2")))
                .contains(">What would a release of the 1 record do?</button>", "name=\"formKey\" value=\"key-2\"");
    }

    @Test
    void anActionThatNeedsASecondPersonHasAButtonForThatPerson() throws Exception {
        ActionOrder order = new ActionOrder(ActionKind.DROP, null, null, null, null, 7L, 0, false, null, null, false);
        ActionView action = new ActionView(17, order, order.describe(), 9L, false, SCRIPT, "why", NOW, null, null,
                ActionState.WAITING, null, null, null, null, null, null,
                new Confirmation(NOW.plusSeconds(60), null, null));
        assertThat(templates.render("action",
                new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), null, null)))
                .contains("waits for a second person", "Drop everything that is parked",
                        "Confirm action 17, of 9 records",
                        "action=\"/actions/17/confirm\"", "nobody yet; until ", "&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(templates.render("actions", new ActionsPage(NOW, 1, List.of(action), null)))
                .contains(">unconfirmed<");
        Instant later = NOW.plusSeconds(60);
        assertThat(templates.render("action",
                new ActionPage(later, action, ActionStatus.of(action, 1, null, later), null, null)))
                .doesNotContain("/confirm");
    }

    @Test
    void onlyWhatApproversMayAskForNeedsASecondPerson() {
        SecondPerson required = new SecondPerson(true, Duration.ofMinutes(2));
        assertThat(required.secondsFor(form(ActionKind.DROP, 7L, null, null).order(7))).isEqualTo(120);
        assertThat(required.secondsFor(form(ActionKind.RELEASE, null, null, null).order(7))).isEqualTo(120);
        assertThat(required.secondsFor(form(ActionKind.RELEASE, null, "WRONG_TYPE", null).order(7))).isNull();
        assertThat(required.secondsFor(
                new PositionForm(ActionKind.MOVE, "t", 0, null, null, "why", null).order())).isEqualTo(120);
        assertThat(required.secondsFor(
                new PositionForm(ActionKind.PAUSE, "t", 0, null, null, "why", null).order())).isNull();
        assertThat(new SecondPerson(false, Duration.ofMinutes(2))
                .secondsFor(form(ActionKind.DROP, 7L, null, null).order(7))).isNull();
        assertThatThrownBy(() -> new SecondPerson(true, Duration.ofSeconds(59))).hasMessageEndingWith("from 1m to 7d");
    }

    @Test
    void aCorrectionIsTextAndShowsWhatIsDifferent() throws Exception {
        assertThat(templates.render("correction", new CorrectionPage(NOW, RECORD, "</textarea>" + SCRIPT)))
                .contains("&lt;/textarea&gt;&lt;script&gt;", "Nothing is asked for yet")
                .doesNotContain("<script>");
        assertThat(templates.render("correction-difference", new DifferencePage(NOW, RECORD, SCRIPT,
                List.of(new ValueChange("amount", "\"-5\"", null)), new ParkedScope(1, false, null, 1L, 7, 3L), "key-1",
                "key-2")))
                .contains("− &quot;-5&quot;", "gone", ">Release 3 records with this value</button>",
                        "2 other parked records of the account are tried with it", "&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aFormThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> form(ActionKind.PAUSE, 1L, null, null).does())
                .isInstanceOf(BadQuestionException.class)
                .hasMessage("kind is RELEASE or DROP");
        assertThatThrownBy(() -> form(ActionKind.DROP, null, null, -1)).hasMessageStartingWith("the number of records");
        assertThatThrownBy(() -> new PositionForm(ActionKind.MOVE, "t", 0, null, true, "why", null).order())
                .hasMessage("to leave out records, name the offset to go on from");
        assertThatThrownBy(() -> new PositionForm(ActionKind.MOVE, "t", null, null, null, "why", null).order())
                .hasMessage("a position is moved in one partition: name it");
        assertThatThrownBy(() -> new Asked("no key", new PositionForm(ActionKind.PAUSE, "t", null, null, null, null,
                null).order(), "why", null, new byte[0])).hasMessageStartingWith("the form has no key of its own");
    }
}
