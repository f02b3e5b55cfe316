package dev.accountrisk.console.partitions;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.Trouble;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows every partition and every worker. */
@Controller
class PartitionsController {
    private final DatabaseReads reads;
    private final ProgressReader progress;

    PartitionsController(DatabaseReads reads, ProgressReader progress) {
        this.reads = reads;
        this.progress = progress;
    }

    record PartitionsPage(Instant asOf, String answer, List<Trouble> troubles, List<PartitionView> partitions,
            List<WorkerView> workers) {}

    @GetMapping("/partitions")
    ModelAndView partitions() {
        PartitionsPage page = reads.read(now -> {
            Progress seen = progress.readInTx(now);
            return new PartitionsPage(now, answer(seen), PartitionTroubles.of(seen), seen.partitions(), seen.workers());
        });
        return new ModelAndView("partitions", "page", page);
    }

    private static String answer(Progress seen) {
        int stopped = seen.notRunning().size();
        int all = seen.partitions().size();
        if (all == 0) {
            return "No partition has a position yet: no worker has ever consumed.";
        }
        if (stopped == 0) {
            return all == 1 ? "The one partition runs." : "All " + all + " partitions run.";
        }
        return stopped == 1
                ? "One of " + all + " partitions is not running."
                : stopped + " of " + all + " partitions are not running.";
    }
}
