package dev.accountrisk.cli;

import dev.accountrisk.redrive.Mandate;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.redrive.Selection;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that change parked records. */
final class RedriveOrder {
    @Mixin
    private RedriveFilter filter = new RedriveFilter();

    @Option(names = "--all", description = "Selects every parked record; without it, another option must select records.")
    private boolean all;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why, for the audit.")
    private String why = "";

    @Option(names = "--who", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "Who, for the audit"
            + " (${DEFAULT-VALUE}).")
    private String who = "";

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "At most N records per second; 0 for"
            + " no limit (${DEFAULT-VALUE}).")
    private int recordsPerSecond;

    @Option(names = "--dry-run", description = "Prints what it would do, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    Selection selection() {
        Selection selection = filter.selection();
        if (selection.isEverything() && !all) {
            throw wrong("--all: is required unless --id, --reason, --account, --topic, --from or --until selects"
                    + " records");
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
