package dev.accountrisk.console.parked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.console.audit.AuditEntry;
import dev.accountrisk.console.history.HistoryEntry;
import dev.accountrisk.console.history.RecordHistory;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.parked.ParkedController.ParkedPage;
import dev.accountrisk.console.parked.ParkedController.PayloadPage;
import dev.accountrisk.console.parked.ParkedController.RecordPage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of parked records: whatever a producer wrote is text. */
class ParkedTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final ParkedLine RECORD = new ParkedLine(7, "account.commands", 1, 18_044, null, "dc57", "pay-1",
            "WRONG_TYPE", SCRIPT, "PARKED", NOW, NOW);
    private static final ParkedLine WITHOUT_KEY = new ParkedLine(8, "account.commands", 1, 18_045, NOW, null, null,
            "NOT_JSON", "no object", "DROPPED", NOW, NOW);

    private static final RecordHistory NOTHING = new RecordHistory(List.of(), true);

    private final Templates templates = new Templates();

    @Test
    void theListLinksToRecordsAccountsAndTheNextPage() throws Exception {
        ParkedFilter filter = new ParkedFilter(null, " WRONG_TYPE ", "account.commands", "", 6L);
        ParkedGroup group = new ParkedGroup("WRONG_TYPE", "account.commands", SCRIPT, 2, 1, NOW, NOW, 5_114L);
        String html = templates.render("parked",
                new ParkedPage(NOW, new ParkedGroups(List.of(group), 2, false, null), filter,
                        List.of(RECORD, WITHOUT_KEY), 8L));
        assertThat(html)
                .contains("More than 2 records are parked.", "href=\"/manual/RUNBOOK#parked-records\"",
                        "<td class=\"num\">5,114</td>", "href=\"/parked/7\"",
                        "href=\"/accounts/dc57\"",
                        "no valid key", "account.commands-1 @ 18,044", "after=8", "First page", "&lt;script&gt;",
                        "value=\"PARKED\" selected=\"selected\"")
                .doesNotContain("<script>");
    }

    @Test
    void aListWithoutRecordsSaysWhatThatMeans() throws Exception {
        String html = templates.render("parked", new ParkedPage(NOW, new ParkedGroups(List.of(), 0, true, null),
                new ParkedFilter(null, null, null, null, null), List.of(), null));
        assertThat(html).contains("<h1>No record is parked.</h1>", "No record matches.").doesNotContain("Next page");
    }

    @Test
    void aRecordMasksItsPayload() throws Exception {
        String html = templates.render("record", new RecordPage(NOW, RECORD, 2, 4L, 183L, "key-1", NOTHING, null));
        assertThat(html).contains("Record 7 is parked: WRONG_TYPE", "2 records of the account wait for it.",
                "183 bytes, masked", "href=\"/parked/7/payload\"", "&lt;script&gt;").doesNotContain("<script>");
        assertThat(templates.render("record", new RecordPage(NOW, WITHOUT_KEY, 0, null, null, "key-1", NOTHING, null)))
                .contains("its key is no valid id", "Released or dropped", "none");
    }

    @Test
    void aRecordTellsWhatWasDoneToItAndWhoSawItToWhoeverMayKnow() throws Exception {
        RecordHistory history = new RecordHistory(
                List.of(new HistoryEntry(NOW, "bo", "asked to release 12 records, of which it was one", SCRIPT,
                        "failed: <b>", 5L), new HistoryEntry(NOW, "cy", "released", "retry", "done", null)),
                false);
        String html = templates.render("record", new RecordPage(NOW, RECORD, 0, 4L, 183L, "key-1", history,
                List.of(new AuditEntry(1, "ana", "VIEW_PAYLOAD", "parked record 7, t-0 @ 1", null, "CONSOLE", NOW))));
        assertThat(html).contains("href=\"/actions/5\"", "of which it was one", "failed: &lt;b&gt;", "There is more",
                "Who saw its key and value", "ana").doesNotContain("<script>", "nobody has asked");
        assertThat(templates.render("record", new RecordPage(NOW, RECORD, 0, 4L, 183L, "key-1", NOTHING, List.of())))
                .contains("nobody has asked to release or drop it", "Nobody, in the newest");
        assertThat(templates.render("record", new RecordPage(NOW, RECORD, 0, 4L, 183L, "key-1", NOTHING, null)))
                .doesNotContain("Who saw");
    }

    @Test
    void whatSteersAScreenIsEscaped() throws Exception {
        String hostile = "\u001b[2J\u009b31m \u202Etxt\u2028 \u007f\nnext line";
        ParkedLine record = new ParkedLine(9, hostile, 1, 2, NOW, "dc57", hostile, "NOT_JSON", hostile, "PARKED", NOW,
                NOW);
        for (String html : List.of(
                templates.render("record", new RecordPage(NOW, record, 2, 4L, 183L, "key-1", NOTHING, null)),
                templates.render("payload", new PayloadPage(NOW, record, Payload.of(null),
                        Payload.of(hostile.getBytes(StandardCharsets.UTF_8)))))) {
            assertThat(html).contains("\\u001b[2J\\u009b31m \\u202etxt\\u2028 \\u007f")
                    .doesNotContain("\u001b", "\u009b", "\u202E", "\u2028", "\u007f");
        }
    }

    @Test
    void aLargePayloadIsCutAndCanBeDownloaded() throws Exception {
        String html = templates.render("payload", new PayloadPage(NOW, RECORD, Payload.of(null),
                Payload.of(new byte[100_000])));
        assertThat(html).contains("Only the first 65,536 bytes are shown.", "href=\"/parked/7/payload/value\"",
                "100,000 bytes");
    }

    @Test
    void aPayloadIsText() throws Exception {
        String html = templates.render("payload", new PayloadPage(NOW, RECORD, Payload.of(null),
                Payload.of(SCRIPT.getBytes(StandardCharsets.UTF_8))));
        assertThat(html).contains("The record has no key.", "&lt;script&gt;alert(1)", "25 bytes, utf-8")
                .doesNotContain("<script>");
    }

    @Test
    void aWrongFilterNamesItsFieldAndRule() {
        assertThatThrownBy(() -> new ParkedFilter("OPEN", null, null, null, null))
                .isInstanceOf(BadQuestionException.class)
                .hasMessage("state is one of PARKED, RELEASED, DROPPED");
        assertThatThrownBy(() -> new ParkedFilter(null, "NONE", null, null, null))
                .hasMessageStartingWith("reason is one of EMPTY, ");
    }
}
