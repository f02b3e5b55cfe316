package dev.accountrisk.console.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.actions.ActionsController.ActionPage;
import dev.accountrisk.console.actions.ActionsController.ActionsPage;
import dev.accountrisk.console.actions.CorrectionController.CorrectionPage;
import dev.accountrisk.console.actions.CorrectionController.DifferencePage;
import dev.accountrisk.console.actions.RecordActionsController.RecordsPage;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private String page(RecordsForm form, ParkedScope scope, boolean everything) throws Exception {
        return templates.render("action-records", new RecordsPage(NOW, form, scope, everything, "key-1"));
    }

    @Test
    void theButtonOfAReleaseCountsTheOtherRecordsOfTheAccounts() throws Exception {
        assertThat(page(form(ActionKind.RELEASE, null, "WRONG_TYPE", 10), new ParkedScope(10, 4L, 99, 37L), false))
                .contains("10 records, parked first, match: release them?", ">Release 37 records</button>",
                        "27 other parked records of the same accounts", "name=\"upTo\" value=\"99\"",
                        "name=\"formKey\" value=\"key-1\"", "name=\"reason\" value=\"WRONG_TYPE\"",
                        "Stop when a record stays parked")
                .doesNotContain("name=\"topic\"", "No filter limits this");
        assertThat(
                page(form(ActionKind.RELEASE, null, "WRONG_TYPE", null), new ParkedScope(30_000, null, 99, null),
                        false))
                .contains(">Release 30,000 records and those behind them</button>");
    }

    @Test
    void aDropSaysThatItIsForGood() throws Exception {
        assertThat(page(form(ActionKind.DROP, 7L, null, null), new ParkedScope(1, 1L, 7, 1L), false))
                .contains("1 record matches: drop it?", "What is dropped is never applied.", ">Drop 1 record</button>",
                        "name=\"id\" value=\"7\"")
                .doesNotContain("Stop when", "Count again");
        assertThat(page(form(ActionKind.DROP, null, null, null), new ParkedScope(5, 1L, 7, 5L), true))
                .contains("No filter limits this.");
    }

    @Test
    void whereNothingMatchesThereIsNoButton() throws Exception {
        assertThat(page(form(ActionKind.RELEASE, 7L, null, null), new ParkedScope(0, 0L, 0, 0L), false))
                .contains("There is nothing to release here.")
                .doesNotContain("formKey");
    }

    @Test
    void anActionShowsItsProgressAndItsResult() throws Exception {
        ActionOrder order = new ActionOrder(ActionKind.RELEASE, 7L, null, null, null, 7L, 10, true, null, null, false);
        ActionView action = new ActionView(17, order, order.describe(), 9L, true, "ana", SCRIPT, NOW, null, null,
                ActionState.RUNNING, NOW.plusSeconds(9), "1@host", 4L, SCRIPT, NOW, null, null);
        assertThat(templates.render("action", new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), null)))
                .contains("Action 17 is running.", "Release parked record 7, ",
                        "at most 10 a second, until a record stays parked, with a corrected value.",
                        "5 of 9 records are no longer parked, 4 still are.", "&lt;script&gt;", "Cancel action 17",
                        "href=\"/actions/17/value\"", "value=\"5\" max=\"9\"")
                .doesNotContain("<script");
        assertThat(templates.render("actions", new ActionsPage(NOW, 0, List.of(action), null)))
                .contains("No worker runs.", "href=\"/actions/17\"", "running", "&lt;script&gt;")
                .doesNotContain("<script");
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
                new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), WhatIfView.of(action)));
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
                .doesNotContain("<script");
        assertThat(whatIfPage(whatIf(ActionState.DONE, "{\"records\":[],\"whole\":true}")))
                .contains("a release would do nothing.")
                .doesNotContain("were looked at");
        assertThat(whatIfPage(whatIf(ActionState.WAITING, null)))
                .contains("Action 18 waits: nothing is done yet.", "asks again every second");
        assertThat(whatIfPage(whatIf(ActionState.FAILED, "MySQL refuses it"))).contains("Action 18 failed.",
                "MySQL refuses it");
    }

    @Test
    void anActionThatNeedsASecondPersonHasAButtonForThatPerson() throws Exception {
        ActionOrder order = new ActionOrder(ActionKind.DROP, null, null, null, null, 7L, 0, false, null, null, false);
        ActionView action = new ActionView(17, order, order.describe(), 9L, false, SCRIPT, "why", NOW, null, null,
                ActionState.WAITING, null, null, null, null, null, null,
                new Confirmation(NOW.plusSeconds(60), null, null));
        assertThat(templates.render("action", new ActionPage(NOW, action, ActionStatus.of(action, 1, null, NOW), null)))
                .contains("waits for a second person", "Drop everything that is parked",
                        "Confirm action 17, of 9 records",
                        "action=\"/actions/17/confirm\"", "nobody yet; until ", "&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(templates.render("actions", new ActionsPage(NOW, 1, List.of(action), null)))
                .contains(">unconfirmed<");
        Instant later = NOW.plusSeconds(60);
        assertThat(templates.render("action",
                new ActionPage(later, action, ActionStatus.of(action, 1, null, later), null)))
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
                .doesNotContain("<script");
        assertThat(templates.render("correction-difference", new DifferencePage(NOW, RECORD, SCRIPT,
                List.of(new ValueChange("amount", "\"-5\"", null)), new ParkedScope(1, 1L, 7, 3L), "key-1", "key-2")))
                .contains("− &quot;-5&quot;", "gone", ">Release 3 records with this value</button>",
                        "2 other parked records of the account are tried with it", "&lt;script&gt;")
                .doesNotContain("<script");
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
