package dev.accountrisk.console.overview;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.parked.ParkedGroups;
import dev.accountrisk.console.parked.ParkedReader;
import dev.accountrisk.console.partitions.PartitionTroubles;
import dev.accountrisk.console.partitions.Progress;
import dev.accountrisk.console.partitions.ProgressReader;
import dev.accountrisk.console.runs.RunsReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the first page. */
@Controller
class OverviewController {
    private final DatabaseReads reads;
    private final ProgressReader progress;
    private final ParkedReader parked;
    private final RunsReader runs;
    private final OutboxReader outbox;
    private final RateSampler sampler;

    OverviewController(DatabaseReads reads, ProgressReader progress, ParkedReader parked, RunsReader runs,
            OutboxReader outbox, RateSampler sampler) {
        this.reads = reads;
        this.progress = progress;
        this.parked = parked;
        this.runs = runs;
        this.outbox = outbox;
        this.sampler = sampler;
    }

    @GetMapping("/overview")
    ModelAndView overview() {
        return new ModelAndView("overview", "page", reads.read(this::pageInTx));
    }

    private OverviewPage pageInTx(Instant now) {
        Progress seen = progress.readInTx(now);
        ParkedGroups groups = parked.groupsInTx(now);
        Duration oldestEvent = outbox.oldestEventInTx();
        var reconciliation = runs.lastReconciliationInTx().orElse(null);
        var backfill = runs.lastBackfillInTx().orElse(null);
        List<Trouble> troubles = OverviewTroubles.of(PartitionTroubles.of(seen), groups, oldestEvent, reconciliation,
                backfill);
        return new OverviewPage(now, OverviewTroubles.answer(seen, troubles), troubles, seen.partitions().size(),
                seen.workers(), seen.lag(), seen.lags(), seen.outcomes(), sampler.rates().consumedPerSecond(),
                sampler.rates().recent(),
                sampler.rates().minutes(), oldestEvent == null ? null : oldestEvent.toSeconds(), groups, reconciliation,
                backfill);
    }
}
