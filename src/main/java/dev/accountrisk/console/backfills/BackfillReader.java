package dev.accountrisk.console.backfills;

import dev.accountrisk.console.backfills.BackfillController.BackfillPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Reads backfills: how far they are and what they found. The caller has a transaction open. */
@Component
public class BackfillReader {
    private final BackfillRepository runs;
    private final PartRepository parts;
    private final ReportRepository reports;
    private final DifferenceRepository differences;

    BackfillReader(BackfillRepository runs, PartRepository parts, ReportRepository reports,
            DifferenceRepository differences) {
        this.runs = runs;
        this.parts = parts;
        this.reports = reports;
        this.differences = differences;
    }

    /** The newest runs. */
    public List<BackfillView> newestInTx(int limit) {
        return runs.findByOrderByIdDesc(Limit.of(limit));
    }

    /** One run with its partitions and its first differences, if there is such a run. */
    Optional<BackfillPage> pageInTx(long id, Instant now) {
        return runs.findRunById(id).map(run -> pageInTx(run, now));
    }

    private BackfillPage pageInTx(BackfillView run, Instant now) {
        Map<PartKey, Report> reported = reports.findByRunId(run.id())
                .stream()
                .collect(Collectors.toMap(report -> new PartKey(run.id(), report.topic(), report.partitionNo()),
                        Function.identity()));
        List<PartProgress> progress = parts.findByRunIdOrderByTopicAscPartitionNoAsc(run.id())
                .stream()
                .map(part -> PartProgress.of(run, part,
                        reported.get(new PartKey(run.id(), part.topic(), part.partitionNo())), now))
                .toList();
        long ofPartitions = progress.stream().mapToLong(PartProgress::differences).sum();
        return new BackfillPage(now, run, RunProgress.of(progress), progress, run.differencesSoFar(ofPartitions),
                differences.findByRunIdOrderByNumber(run.id()));
    }
}
