package dev.accountrisk.cli.reconcile;

import dev.accountrisk.app.ReconcileJob;
import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.job.Pace;
import dev.accountrisk.reconcile.ReconcileSettings;
import dev.accountrisk.reconcile.RunReport;
import dev.accountrisk.reconcile.record.RunState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The command {@code reconcile}. */
@Command(name = "reconcile", description = {
        "Looks at every account for what must not be: journal against balance, frozen and holds, versions, spellings,"
                + " registrations, levels, barriers, overdue holds; at positions against the log; and at what has been"
                + " parked or waiting to leave for long.",
        "Exit code 3 says that something was found. While one run is under way, a second is refused and ends with 1."})
public final class ReconcileCommand implements Callable<Integer> {
    private final JobContext jobs;

    @Option(names = "--resume", description = "Continues the latest run if it was stopped before its end.")
    private boolean resume;

    @Option(names = "--repair", description = "Sends commands for findings with exactly one right answer: EXPIRE for"
            + " overdue holds, an ADD of 0 for levels.")
    private boolean repair;

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "At most N accounts per second;"
            + " 0 for no limit (${DEFAULT-VALUE}).")
    private int accountsPerSecond;

    @Option(names = "--page", defaultValue = "2000", paramLabel = "N", description = "Reads N accounts in one"
            + " snapshot (${DEFAULT-VALUE}).")
    private int pageAccounts = 1;

    @Option(names = "--hold-grace", defaultValue = "10m", converter = ShortDuration.class, paramLabel = "DURATION", description = "How"
            + " long after its time an open hold is overdue (${DEFAULT-VALUE}).")
    private Duration holdGrace = Duration.ZERO;

    @Option(names = "--parked-age", defaultValue = "1h", converter = ShortDuration.class, paramLabel = "DURATION", description = "How"
            + " long a record may be parked (${DEFAULT-VALUE}).")
    private Duration parkedAge = Duration.ZERO;

    @Option(names = "--outbox-age", defaultValue = "5m", converter = ShortDuration.class, paramLabel = "DURATION", description = "How"
            + " long an event may wait to be sent (${DEFAULT-VALUE}).")
    private Duration outboxAge = Duration.ZERO;

    @Option(names = "--sample", defaultValue = "1000", paramLabel = "N", description = "Compares rows of risk with the"
            + " last N risk updates of each partition; 0 for none (${DEFAULT-VALUE}).")
    private int sampleRecords;

    @Option(names = "--json", description = "Writes JSON instead of a table.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes the report as an HTML page.")
    private @Nullable Path page;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Also writes metrics in Prometheus's text format.")
    private @Nullable Path metrics;

    /** Reads durations as the settings do. */
    static final class ShortDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return DurationStyle.detectAndParse(value);
        }
    }

    ReconcileCommand(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        if (accountsPerSecond < 0) {
            throw new UsageException("--rate: must be 0 or more");
        }
        if (pageAccounts < 1 || pageAccounts > ReconcileSettings.PAGE_MAX) {
            throw new UsageException(
                    "--page: must be from 1 to " + ReconcileSettings.PAGE_MAX);
        }
        if (sampleRecords < 0 || sampleRecords > ReconcileSettings.SAMPLE_MAX) {
            throw new UsageException(
                    "--sample: must be from 0 to " + ReconcileSettings.SAMPLE_MAX);
        }
        return jobs.withEntities().run(ReconcileJob.class, "reconcile_run", (job, out, stop) -> {
            Optional<RunReport> report = job.reconciliation()
                    .run(settings(), resume, new Pace(accountsPerSecond, stop),
                            repair ? job.repairs() : null);
            if (report.isEmpty()) {
                JobContext.messages().println("another reconciliation is running: nothing was done");
                return ExitCodes.FAILED;
            }
            write(new ReconcileOutput(report.get()), out);
            return report.get().state() == RunState.CLEAN ? ExitCodes.CLEAN : ExitCodes.LEFT;
        });
    }

    private ReconcileSettings settings() {
        return new ReconcileSettings(holdGrace, parkedAge, outboxAge, pageAccounts, sampleRecords);
    }

    private void write(ReconcileOutput output, PrintStream out) throws IOException {
        out.print(json ? output.json() + System.lineSeparator() : output.table());
        if (page != null) {
            Files.writeString(page, output.html());
        }
        if (metrics != null) {
            Files.writeString(metrics, output.metrics());
        }
    }
}
