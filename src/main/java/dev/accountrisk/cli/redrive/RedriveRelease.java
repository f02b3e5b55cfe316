package dev.accountrisk.cli.redrive;

import dev.accountrisk.app.RedriveJob;
import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedContent;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.RedriveRequest;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.wire.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code redrive release}. */
@Command(name = "release", description = {
        "Applies the parked records of each account of which a record is selected, in their order and with their own"
                + " ids.",
        "An account resumes when none of its commands is parked. A record that still cannot be applied stays parked, and"
                + " so do the account's later commands. Exit code 3: something is left."})
final class RedriveRelease implements Callable<Integer> {
    private final JobContext jobs;

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    @Option(names = "--stop-on-failure", description = "Ends after the first account of which a record stays parked.")
    private boolean stopOnFailure;

    @Option(names = "--value", paramLabel = "FILE", description = "The corrected value of the one record that --id names.")
    private @Nullable Path value;

    RedriveRelease(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        ParkedSelection selection = order.selection(jobs);
        RedriveRequest request = order.request(selection, stopOnFailure, replacement(selection));
        return jobs.withEntities()
                .run(RedriveJob.class, "redrive_action", order.audited("RELEASE", request), (job, out, stop) -> {
                    Redrive redrive = job.redrive();
                    check(request.replacement(), job);
                    RedriveReport report = order.dryRun()
                            ? redrive.planRelease(request)
                            : redrive.release(request, new Pace(order.recordsPerSecond(), stop));
                    new RedriveOutput(out, order.json()).report(report);
                    return report.left() > 0 || report.stopped() ? ExitCodes.LEFT : ExitCodes.CLEAN;
                });
    }

    private @Nullable Replacement replacement(ParkedSelection selection) {
        if (value == null) {
            return null;
        }
        if (selection.ids().size() != 1) {
            throw RedriveOrder.wrong("--value: needs exactly one --id");
        }
        try {
            return new Replacement(selection.ids().getFirst(), Files.readAllBytes(value));
        } catch (IOException failure) {
            throw RedriveOrder.wrong("--value: cannot read " + value + " (" + failure.getClass().getSimpleName() + ")");
        }
    }

    /** Refuses a corrected value that is invalid before any record of the account is tried. */
    private static void check(@Nullable Replacement replacement, RedriveJob job) {
        if (replacement == null) {
            return;
        }
        ParkedContent record = job.parked()
                .find(replacement.recordId())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: no record has the number " + replacement.recordId()));
        Decoded<?> decoded = job.redrive()
                .check(record, replacement.value())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: " + record.record().topic() + " is not consumed by this worker"));
        if (decoded instanceof Decoded.Invalid<?> invalid) {
            throw new IllegalArgumentException("--value: " + invalid.reason() + ", " + invalid.detail());
        }
    }
}
