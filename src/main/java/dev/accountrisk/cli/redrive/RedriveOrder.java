package dev.accountrisk.cli.redrive;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.redrive.RedriveRequest;
import dev.accountrisk.redrive.Replacement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that change parked records. */
final class RedriveOrder {
    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--all", description = "Selects every parked record; required where no other option"
            + " selects.")
    private boolean all;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the audit.")
    private String why = "";

    @Option(names = "--who", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "The operator, for the audit"
            + " (${DEFAULT-VALUE}).")
    private String who = "";

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "At most N records a second; 0 for no"
            + " limit (${DEFAULT-VALUE}).")
    private int recordsPerSecond;

    @Option(names = "--first", defaultValue = "0", paramLabel = "N", description = "Only the first N of the selected"
            + " records, those that were parked first; 0 for all (${DEFAULT-VALUE}).")
    private int first;

    @Option(names = "--dry-run", description = "Reports what would be done, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    ParkedSelection selection(JobContext jobs) {
        ParkedSelection selection = filter.selection(jobs);
        if (selection.isEverything() && !all) {
            throw wrong("--all: required where none of --id, --reason, --account, --topic, --from and --until selects");
        }
        if (recordsPerSecond < 0) {
            throw wrong("--rate: must be 0 or more");
        }
        return selection;
    }

    RedriveRequest request(ParkedSelection selection, boolean stopOnFailure, @Nullable Replacement replacement) {
        try {
            return new RedriveRequest(selection, first, stopOnFailure, who, why, replacement);
        } catch (IllegalArgumentException failure) {
            throw wrong(String.valueOf(failure.getMessage()));
        }
    }

    /** The row of the audit; null if nothing is to change. */
    CommandAudit.@Nullable Order audited(String what, RedriveRequest request) {
        return dryRun ? null : new CommandAudit.Order(who, what, request.describe(), why);
    }

    static UsageException wrong(String message) {
        return new UsageException(message);
    }

    int recordsPerSecond() {
        return recordsPerSecond;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean json() {
        return json;
    }
}
