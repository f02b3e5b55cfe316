package dev.accountrisk.cli.redrive;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.parking.ParkedPage;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.parking.ParkedState;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code redrive list}. */
@Command(name = "list", description = "Lists parked records.")
final class RedriveList implements Callable<Integer> {
    private final JobContext jobs;

    /** A page of it is in memory. */
    private static final int LIMIT_MAX = 10_000;

    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--state", defaultValue = "PARKED", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ParkedState state = ParkedState.PARKED;

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "At most N records"
            + " (${DEFAULT-VALUE}), up to 10000.")
    private int limit = 100;

    @Option(names = "--after", defaultValue = "0", paramLabel = "ID", description = "Continues a list after its last"
            + " record.")
    private long afterId;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    RedriveList(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new UsageException("--limit: must be from 1 to " + LIMIT_MAX + "; --after continues a list");
        }
        return jobs.withEntities().run(ParkedRecords.class, (parked, out, stop) -> {
            ParkedPage page = parked.list(filter.selection(jobs), state, afterId, limit);
            new RedriveOutput(out, json).list(page.records());
            if (page.records().size() < page.total()) {
                notice(page, json ? JobContext.messages() : out);
            }
            return ExitCodes.CLEAN;
        });
    }

    /** JSON has the standard output for itself. */
    private static void notice(ParkedPage page, PrintStream to) {
        to.printf(Locale.ROOT, "%,d of %,d records%s%n", page.records().size(), page.total(), page.records().isEmpty()
                ? ""
                : "; --limit shows more at once, --after=" + page.records().getLast().id() + " shows the next");
        to.flush();
    }
}
