package dev.accountrisk.cli;

import dev.accountrisk.job.Pace;
import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.ParkedBytes;
import dev.accountrisk.redrive.ParkedRecords;
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
import org.springframework.context.ApplicationContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code redrive release}. */
@Command(name = "release", description = {
        "Applies the parked records of each account of which one is chosen, in their order and with their own ids.",
        "An account goes on when none is left; a record that still cannot be applied stays parked, and what is behind"
                + " it too. Exit code 3 says that something is left."})
final class RedriveRelease implements Callable<Integer> {
    static final int SOMETHING_LEFT_EXIT_CODE = 3;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RedriveCommand parent;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    @Mixin
    private RedriveOrder order = new RedriveOrder();

    @Option(names = "--value", paramLabel = "FILE", description = "The fixed value of the one record that --id names.")
    private @Nullable Path value;

    @Override
    public Integer call() throws Exception {
        Selection selection = order.selection();
        Mandate mandate = order.mandate(replacement(selection));
        return JobContext.run(parent.all().settings(), (context, out, stop) -> {
            Redrive redrive = context.getBean(Redrive.class);
            check(mandate.replacement(), context);
            RedriveReport report = order.dryRun()
                    ? redrive.planRelease(selection)
                    : redrive.release(selection, mandate, new Pace(order.recordsPerSecond(), stop));
            new RedriveOutput(out, order.json()).report(report);
            return report.left() > 0 || report.stopped() ? SOMETHING_LEFT_EXIT_CODE : 0;
        });
    }

    private @Nullable Replacement replacement(Selection selection) {
        if (value == null) {
            return null;
        }
        if (selection.ids().size() != 1) {
            throw order.wrong("--value: needs exactly one --id");
        }
        try {
            return new Replacement(selection.ids().getFirst(), Files.readAllBytes(value));
        } catch (IOException failure) {
            throw order.wrong("--value: cannot read " + value + " (" + failure.getClass().getSimpleName() + ")");
        }
    }

    /** A value that is wrong again is better told before the account's other records have been tried. */
    private static void check(@Nullable Replacement replacement, ApplicationContext context) {
        if (replacement == null) {
            return;
        }
        ParkedBytes record = context.getBean(ParkedRecords.class)
                .show(replacement.recordId())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: there is no parked record " + replacement.recordId()));
        Decoded<?> decoded = context.getBean(Redrive.class)
                .check(record, replacement.value())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--id: " + record.record().topic() + " is not consumed by this worker"));
        if (decoded instanceof Decoded.Invalid<?> invalid) {
            throw new IllegalArgumentException("--value: " + invalid.reason() + ", " + invalid.detail());
        }
    }
}
