package dev.accountrisk.console.runs;

import dev.accountrisk.console.runs.RunsController.BackfillPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads how far a backfill is and what it found. The caller has a transaction open. */
@Component
class BackfillReader {
    private final PartRepository parts;
    private final ReportRepository reports;
    private final DifferenceRepository differences;

    BackfillReader(PartRepository parts, ReportRepository reports, DifferenceRepository differences) {
        this.parts = parts;
        this.reports = reports;
        this.differences = differences;
    }

    BackfillPage pageInTx(BackfillView run, Instant now) {
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
