package dev.accountrisk.cli.redrive;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.parking.ParkedContent;
import dev.accountrisk.parking.ParkedRecords;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code redrive show}. */
@Command(name = "show", description = "Shows one parked record, with its key and value.")
final class RedriveShow implements Callable<Integer> {
    private final JobContext jobs;

    @Option(names = "--id", required = true, paramLabel = "N", description = "The record's number.")
    private long id;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    RedriveShow(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        return jobs.withEntities().run(ParkedRecords.class, (parked, out, stop) -> {
            Optional<ParkedContent> record = parked.find(id);
            if (record.isEmpty()) {
                throw new IllegalArgumentException("--id: no record has the number " + id);
            }
            new RedriveOutput(out, json).show(record.get());
            return ExitCodes.CLEAN;
        });
    }
}
