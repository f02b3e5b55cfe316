package dev.accountrisk.cli;

import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.redrive.Selection;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of what changes parked records. */
final class RedriveOrder {
    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--all", description = "Every parked record: without it something has to be chosen.")
    private boolean all;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why, for the audit.")
    private String why = "";

    @Option(names = "--who", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "Who, for the audit"
            + " (${DEFAULT-VALUE}).")
    private String who = "";

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "So many records a second at most; 0"
            + " for no bound (${DEFAULT-VALUE}).")
    private int recordsPerSecond;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    Selection selection() {
        Selection selection = filter.selection();
        if (selection.isEverything() && !all) {
            throw wrong("--all: has to be given where nothing is chosen by --id, --reason, --account, --topic, --from"
                    + " or --until");
        }
        if (recordsPerSecond < 0) {
            throw wrong("--rate: must be 0 or more");
        }
        return selection;
    }

    Mandate mandate(@Nullable Replacement replacement) {
        try {
            return new Mandate(who, why, replacement);
        } catch (IllegalArgumentException failure) {
            throw wrong(String.valueOf(failure.getMessage()));
        }
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
