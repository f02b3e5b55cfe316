package dev.accountrisk.console.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.page.Templates;
import dev.accountrisk.console.partitions.PartitionsController.PartitionsPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the partitions. */
class PartitionsTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    @Test
    void aPartitionThatNobodyHasIsUnknownAndNotZero() throws Exception {
        Outcomes outcomes = new Outcomes(5, 0, 0, 0, 0, 0);
        String html = new Templates().render("partitions", new PartitionsPage(NOW, "One is not running.", List.of(),
                List.of(new PartitionView("t", 0, "id", 18_204, 6L, 18_210L, "7@host", "RUNNING", "", null, outcomes,
                        NOW),
                        new PartitionView("t", 1, "id", 3, null, null, null, "NO_WORKER", "no worker reports it",
                                "ana: repair", outcomes, NOW)),
                List.of(new WorkerView("7@host", "1.0", NOW, NOW, true, true, Map.of(), 1))));
        assertThat(html).contains("t-0", "✓ running", "18,204", "18,210", "7@host", "■ no worker",
                "paused by ana: repair",
                "<td class=\"num\">unknown</td>", "■ does not report");
    }

    @Test
    void anEmptyTableSaysWhatItMeans() throws Exception {
        assertThat(
                new Templates().render("partitions", new PartitionsPage(NOW, "None.", List.of(), List.of(), List.of())))
                .contains("no worker has ever consumed");
    }
}
