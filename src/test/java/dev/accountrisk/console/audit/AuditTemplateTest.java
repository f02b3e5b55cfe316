package dev.accountrisk.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.console.audit.AuditController.AuditPage;
import dev.accountrisk.console.page.Templates;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the audit. */
class AuditTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    @Test
    void itSaysWhoSawWhatAndWhen() throws Exception {
        AuditEntry entry = new AuditEntry(7, "ana", "VIEW_PAYLOAD", "<b>record 7", "<i>ticket", "COMMAND", NOW);
        AuditFilter none = new AuditFilter(null, " ", null, null, null);
        assertThat(new Templates().render("audit", new AuditPage(NOW, none, List.of(entry), 7L)))
                .contains("ana", "view payload", "&lt;b&gt;record 7", "&lt;i&gt;ticket", "the command line",
                        "2026-11-29 14:00:00 UTC", "before=7");
        assertThat(new Templates().render("audit", new AuditPage(NOW, none, List.of(), null)))
                .contains("Nobody has seen a payload or asked for an action")
                .doesNotContain("Older");
    }

    @Test
    void theFilterIsKeptInTheFileAndTheNextPage() throws Exception {
        AuditFilter filter = new AuditFilter("ana", "RELEASE", "2026-11-29T14:00", null, null);
        assertThat(new Templates().render("audit", new AuditPage(NOW, filter, List.of(), 7L)))
                .contains("href=\"/audit/audit.csv?who=ana&amp;action=RELEASE&amp;from=2026-11-29T14:00",
                        "href=\"/audit?before=7&amp;who=ana&amp;action=RELEASE", "Nothing in the audit matches.",
                        "value=\"RELEASE\" selected=\"selected\"");
        assertThatThrownBy(() -> new AuditFilter(null, "SEE", null, null, null)).hasMessageStartingWith(
                "action is one of VIEW_PAYLOAD, RELEASE, ");
        assertThatThrownBy(() -> new AuditFilter(null, null, null, "today", null))
                .hasMessageStartingWith("to is a time");
    }
}
