package dev.accountrisk.console.backfills;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows one backfill. */
@Controller
class BackfillController {
    private final DatabaseReads reads;
    private final BackfillReader backfills;

    BackfillController(DatabaseReads reads, BackfillReader backfills) {
        this.reads = reads;
        this.backfills = backfills;
    }

    /**
     * A backfill.
     *
     * @param differences how many are counted so far
     * @param first       the first of them
     */
    record BackfillPage(Instant asOf, BackfillView run, RunProgress progress, List<PartProgress> parts,
            long differences, List<DifferenceView> first) {}

    @GetMapping("/runs/backfill/{id}")
    ModelAndView backfill(@PathVariable long id) {
        BackfillPage page = reads.read(now -> backfills.pageInTx(id, now)
                .orElseThrow(() -> new MissingPageException("There is no run " + id + " of backfill.")));
        return new ModelAndView("backfill", "page", page);
    }
}
