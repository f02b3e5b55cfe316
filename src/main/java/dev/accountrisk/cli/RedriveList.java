package dev.accountrisk.cli;

import dev.accountrisk.redrive.ParkedRecords;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code redrive list}. */
@Command(name = "list", description = "Lists parked records.")
final class RedriveList implements Callable<Integer> {
    private final JobContext jobs;

    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--state", defaultValue = "PARKED", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private State state = State.PARKED;

    @Option(names = "--limit", defaultValue = "100", description = "At most N records (${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    /** The state of a parked record. */
    enum State {
        PARKED, RELEASED, DROPPED
    }

    RedriveList(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit: must be 1 or more");
        }
        return jobs.run(ParkedRecords.class, (parked, out, stop) -> {
            new RedriveOutput(out, json).list(parked.list(filter.selection(), state.name(), limit));
            return ExitCodes.CLEAN;
        });
    }
}
