package dev.accountrisk.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(new Templates().render("audit", new AuditPage(NOW, List.of(entry), 7L)))
                .contains("ana", "view payload", "&lt;b&gt;record 7", "&lt;i&gt;ticket", "the command line",
                        "2026-11-29 14:00:00 UTC", "before=7");
        assertThat(new Templates().render("audit", new AuditPage(NOW, List.of(), null)))
                .contains("Nobody has seen a payload or asked for an action")
                .doesNotContain("Older");
    }
}
