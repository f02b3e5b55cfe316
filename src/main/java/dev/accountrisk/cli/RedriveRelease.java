package dev.accountrisk.cli;

import dev.accountrisk.app.RedriveJob;
import dev.accountrisk.job.Pace;
import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.ParkedBytes;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.redrive.Selection;
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
        "Applies the parked records of each account of which one is chosen, in their order and with their own ids.",
        "An account goes on when none is left; a record that still cannot be applied stays parked, and what is behind"
                + " it too. Exit code 3 says that something is left."})
final class RedriveRelease implements Callable<Integer> {
    private final JobContext jobs;

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    @Option(names = "--value", paramLabel = "FILE", description = "The corrected value of the one record that --id names.")
    private @Nullable Path value;

    RedriveRelease(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        Selection selection = order.selection();
        Mandate mandate = order.mandate(replacement(selection));
        return jobs.run(RedriveJob.class, "redrive_action", (job, out, stop) -> {
            Redrive redrive = job.redrive();
            check(mandate.replacement(), job);
            RedriveReport report = order.dryRun()
                    ? redrive.planRelease(selection)
                    : redrive.release(selection, mandate, new Pace(order.recordsPerSecond(), stop));
            new RedriveOutput(out, order.json()).report(report);
            return report.left() > 0 || report.stopped() ? ExitCodes.LEFT : ExitCodes.CLEAN;
        });
    }

    private @Nullable Replacement replacement(Selection selection) {
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

    /** Checks the value before any of the account's records is tried, because it may be wrong too. */
    private static void check(@Nullable Replacement replacement, RedriveJob job) {
        if (replacement == null) {
            return;
        }
        ParkedBytes record = job.parked()
                .show(replacement.recordId())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: there is no parked record " + replacement.recordId()));
        Decoded<?> decoded = job.redrive()
                .check(record, replacement.value())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: " + record.record().topic() + " is not consumed by this worker"));
        if (decoded instanceof Decoded.Invalid<?> invalid) {
            throw new IllegalArgumentException("--value: " + invalid.reason() + ", " + invalid.detail());
        }
    }
}
