package dev.accountrisk.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.accounts.AccountPage.Journal;
import dev.accountrisk.console.accounts.AccountPage.Past;
import dev.accountrisk.console.accounts.AccountPage.Place;
import dev.accountrisk.console.accounts.AccountsController.SearchPage;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.parked.ParkedLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of an account, and the search. */
class AccountTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    private final Templates templates = new Templates();

    @Test
    void anAccountShowsWhatItHasWhatHappenedAndWhatBlocksIt() throws Exception {
        Balance balance = new Balance("COIN", new BigDecimal("100.500000000000000000"), new BigDecimal("30"));
        Entry refused = new Entry("d1", "DEBIT", 2, "COIN", new BigDecimal("500"), "REFUSED", "INSUFFICIENT_BALANCE",
                new BigDecimal("100.5"), BigDecimal.ZERO, null, null, null, null, NOW, "account.commands", 0, 2, NOW);
        Entry addition = new Entry("e1", "ADD", 1, null, null, "APPLIED", null, null, null, 2.5, 42.5, null, null, NOW,
                "account.risk.updates", 0, 1, NOW);
        ParkedLine blocking = new ParkedLine(9, "account.commands", 0, 5, NOW, "a:1", "x1", "UNKNOWN_TYPE", "type",
                "PARKED",
                NOW, NOW);
        String html = templates.render("account", new AccountPage(NOW, "a:1", "Its risk is MEDIUM.", "user:8841",
                new Risk(42.5, "MEDIUM", NOW, null, "e1", NOW), List.of(balance),
                List.of(new Hold("task-9", "COIN", new BigDecimal("30"), "OPEN", NOW.plusSeconds(480)),
                        new Hold("task-10", "COIN", BigDecimal.ONE, "OPEN", null)),
                4, blocking, 2, new Journal(List.of(refused, addition), "c9a9", "c4a7", false, false),
                new Past(NOW, null, List.of(balance), true)));
        assertThat(html).contains("user:8841", "Record 9 blocks it: UNKNOWN_TYPE", "2 records wait for it.", "42.5",
                "MEDIUM",
                "100.5", "30 frozen, 70.5 free", "in 8 min", "never", "✗ INSUFFICIENT_BALANCE", "+2.5, risk 42.5",
                "Newest", "Older",
                "before=c4a7", "At 2026-11-29 14:00:00 UTC");
    }

    @Test
    void anAccountWithoutRowsSaysWhatThatMeans() throws Exception {
        String html = templates.render("account", new AccountPage(NOW, "a", "Its risk is LOW.", null, null, List.of(),
                List.of(), 0, null, 0, new Journal(List.of(), null, null, true, false),
                new Past(null, new Place("t", 3, 1_200, 7), List.of(), true)));
        assertThat(html)
                .contains("LOW, no update yet", "no credit yet", "Nothing is frozen.",
                        "After offset 1,200 of t-3 it had no balance",
                        "The journal has nothing here.")
                .doesNotContain("Held back", "Older");
    }

    @Test
    void aPageThatLookedAtAPartForRefusalsSaysSo() throws Exception {
        assertThat(templates.render("account", new AccountPage(NOW, "a", "Its risk is LOW.", null, null, List.of(),
                List.of(), 9_000, null, 0, new Journal(List.of(), null, "c4001a7", true, true), null)))
                .contains("These are the refusals among 5,000 commands.", "refused=true", "before=c4001a7")
                .doesNotContain("The journal has nothing here.");
    }

    @Test
    void whatTheJournalHasForgottenIsUnknownAndNotNone() throws Exception {
        assertThat(templates.render("account", new AccountPage(NOW, "a", "Its risk is LOW.", null, null, List.of(),
                List.of(), 9, null, 0, new Journal(List.of(), null, null, false, false),
                new Past(NOW, null, List.of(), false))))
                .contains("its balances are unknown", "does not go back to the account's first command")
                .doesNotContain("it had no balance");
    }

    @Test
    void aSearchThatFindsNothingSaysSo() throws Exception {
        assertThat(templates.render("accounts", new SearchPage(NOW, null))).contains("Find an account");
        assertThat(templates.render("accounts", new SearchPage(NOW, "<b>")))
                .contains("No account has this id or reference",
                        "&lt;b&gt;")
                .doesNotContain("<b>.");
    }
}
