package dev.accountrisk.console.runs;

import dev.accountrisk.console.backfills.BackfillReader;
import dev.accountrisk.console.backfills.BackfillView;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.runs.FindingRepository.KindCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the runs of both jobs, and one of them. */
@Controller
class RunsController {
    private static final int RUNS_MAX = 50;
    private static final int PAGE_SIZE = 100;

    private final DatabaseReads reads;
    private final ReconcileRepository reconciliations;
    private final FindingRepository findings;
    private final BackfillReader backfills;

    RunsController(DatabaseReads reads, ReconcileRepository reconciliations, FindingRepository findings,
            BackfillReader backfills) {
        this.reads = reads;
        this.reconciliations = reconciliations;
        this.findings = findings;
        this.backfills = backfills;
    }

    record RunsPage(Instant asOf, List<Reconciliation> reconciliations, List<BackfillView> backfills) {}

    /** @param after the id after which the next page of findings begins, or null at the end */
    record ReconciliationPage(Instant asOf, Reconciliation run, List<KindCount> kinds, List<FindingView> findings,
            @Nullable Long after) {}

    @GetMapping("/runs")
    ModelAndView runs() {
        RunsPage page = reads.read(now -> new RunsPage(now,
                reconciliations.findByOrderByBegunAtDesc(Limit.of(RUNS_MAX)),
                backfills.newestInTx(RUNS_MAX)));
        return new ModelAndView("runs", "page", page);
    }

    @GetMapping("/runs/reconcile/{id}")
    ModelAndView reconciliation(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        ReconciliationPage page = reads.read(now -> {
            Reconciliation run = reconciliations.findRunById(id)
                    .orElseThrow(() -> new MissingPageException("There is no run " + id + " of reconcile."));
            List<FindingView> found = findings.findByRunIdAndIdGreaterThanOrderById(id, after, Limit.of(PAGE_SIZE));
            return new ReconciliationPage(now, run, findings.countByKind(id), found,
                    found.size() < PAGE_SIZE ? null : found.getLast().id());
        });
        return new ModelAndView("reconciliation", "page", page);
    }
}
