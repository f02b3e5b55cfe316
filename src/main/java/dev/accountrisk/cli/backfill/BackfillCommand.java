package dev.accountrisk.cli.backfill;

import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.plan.Shard;
import dev.accountrisk.backfill.plan.WrongOptionException;
import dev.accountrisk.backfill.run.BackfillResult;
import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.text.PrintableText;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code backfill}. */
@Command(name = "backfill", description = {"Reads topics again, beside the live consumers and outside their group.",
        "verify compares the state that the topics produce with the tables, and changes nothing; repair applies what is"
                + " missing; rebuild builds new tables and replaces the live ones with them, unless they differ.",
        "The end of the range is fixed at the start. Exit code 3 means that something differs, or that the job was asked"
                + " to end: --resume continues it."})
public final class BackfillCommand implements Callable<Integer> {
    private static final int REPAIR_BATCH = 2_000;
    /** Who may write to it may write to the older tables of a run, too: backfill.sql gives all of these rights. */
    private static final String NEWEST_TABLE = "backfill_difference";

    private final JobContext jobs;

    @Option(names = "--mode", defaultValue = "verify", paramLabel = "MODE", description = "verify, repair or rebuild"
            + " (${DEFAULT-VALUE}).")
    private Mode mode = Mode.VERIFY;

    @Option(names = "--topic", paramLabel = "T", split = ",", description = "Only this topic, by its name or as risk-updates or commands;"
            + " without it all topics"
            + " that the worker consumes.")
    private List<String> topics = List.of();

    @Option(names = "--from", defaultValue = "earliest", paramLabel = "BEGIN", description = "earliest, a time (ISO-8601"
            + " or epoch milliseconds), or PARTITION:OFFSET,… (${DEFAULT-VALUE}).")
    private String from = "";

    @Option(names = "--until", defaultValue = "now", paramLabel = "END", description = "now, a time, or"
            + " PARTITION:OFFSET,… (${DEFAULT-VALUE}). Records that live consumers have not applied yet are left to them.")
    private String until = "";

    @Option(names = "--shard", paramLabel = "I/N", description = "Takes the I-th of N parts of the"
            + " partitions, from 0. N processes work on one run, and the last one to finish compares or swaps. The"
            + " default comes from JOB_COMPLETION_INDEX and JOB_COMPLETION_COUNT if both are set.")
    private @Nullable String shard;

    @Option(names = "--run-name", paramLabel = "NAME", description = "A name that the processes of one run share. A"
            + " process of a named run, or a shard, that is started again after the run ended reports its result and"
            + " does nothing; another name begins another run. The default comes from BACKFILL_RUN_NAME.")
    private @Nullable String runName;

    @Option(names = "--accept-differences", description = "Lets a rebuild swap although its tables differ from the live"
            + " ones. The exit code is still 3.")
    private boolean acceptDifferences;

    @Option(names = "--resume", description = "Continues the unfinished run of the same mode, topics and range, if there"
            + " is one.")
    private boolean resume;

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "At most N records a second on average; 0 for"
            + " no limit (${DEFAULT-VALUE}). Choose more than arrive in a second: else the last records are read at full speed.")
    private int recordsPerSecond;

    @Option(names = "--lag", defaultValue = "10000", paramLabel = "N", description = "Waits while the live lag exceeds N"
            + " records and live consumers make progress (${DEFAULT-VALUE}).")
    private long lagMax;

    @Option(names = "--batch", paramLabel = "N", description = "At most N records per transaction (60000 of risk updates and"
            + " 5000 of commands, repair 2000); never more than the workers take.")
    private @Nullable Integer batchRecords;

    @Option(names = "--parallel", paramLabel = "N", description = "Reads N partitions at once (one a processor).")
    private @Nullable Integer parallel;

    @Option(names = "--dry-run", description = "Reports what would be read, and how long it may take.")
    private boolean dryRun;

    @Option(names = "--drop-old", description = "Drops the tables that an earlier rebuild replaced, and does nothing"
            + " else.")
    private boolean dropOld;

    @Option(names = "--json", description = "Writes the report as JSON.")
    private boolean json;

    BackfillCommand(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        BackfillSettings settings = settings();
        return jobs.run(Backfill.class, dropOld || dryRun ? "" : NEWEST_TABLE, (backfill, out, stop) -> {
            try {
                return run(backfill, out, stop, settings);
            } catch (WrongOptionException wrong) {
                throw wrong(wrong);
            } catch (RefusedException refused) {
                JobContext.messages().println(refused.getMessage());
                return ExitCodes.FAILED;
            }
        });
    }

    private List<String> topicNames() {
        return topics.isEmpty() ? topics : topics.stream().map(jobs.settings()::topicNamed).toList();
    }

    private int run(Backfill backfill, PrintStream out, StopSignal stop, BackfillSettings settings)
            throws Exception {
        if (dropOld) {
            out.println(backfill.dropReplaced() + " tables dropped");
            return ExitCodes.CLEAN;
        }
        BackfillResult result;
        if (dryRun) {
            result = backfill.plan(settings);
        } else {
            try (ProgressLine line = new ProgressLine(JobContext.messages(), isTerminal())) {
                result = backfill.run(settings, stop, line::show);
            }
        }
        out.print(json
                ? BackfillOutput.json(result) + System.lineSeparator()
                : PrintableText.escapeLines(BackfillOutput.text(result)));
        return result.isClean() ? ExitCodes.CLEAN : ExitCodes.LEFT;
    }

    @SuppressWarnings("SystemConsoleNull") // there is none where there is no module for it
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private BackfillSettings settings() {
        try {
            return new BackfillSettings(mode, topicNames(), from, until, shard(shard, System.getenv()),
                    runName == null ? System.getenv().getOrDefault("BACKFILL_RUN_NAME", "") : runName, resume,
                    acceptDifferences, recordsPerSecond,
                    batchRecords == null ? defaultBatch() : batchRecords,
                    parallel == null ? Runtime.getRuntime().availableProcessors() : parallel, lagMax);
        } catch (IllegalArgumentException wrong) {
            throw wrong(wrong);
        }
    }

    private int defaultBatch() {
        return mode == Mode.REPAIR ? REPAIR_BATCH : BackfillSettings.BATCH_MAX;
    }

    /** The share of this process: as the option says, or as Kubernetes says for a pod of an indexed Job. */
    static Shard shard(@Nullable String option, Map<String, String> environment) {
        String index = environment.get("JOB_COMPLETION_INDEX");
        String count = environment.get("JOB_COMPLETION_COUNT");
        if (option != null) {
            return Shard.parse(option.contains("/") || count == null ? option : option + "/" + count);
        }
        if (index == null) {
            return Shard.WHOLE;
        }
        if (count == null) {
            throw new IllegalArgumentException("--shard: JOB_COMPLETION_INDEX is set and JOB_COMPLETION_COUNT is not;"
                    + " set it to the Job's completions, or name I/N");
        }
        return Shard.parse(index + "/" + count);
    }

    private static UsageException wrong(Exception wrong) {
        return new UsageException(String.valueOf(wrong.getMessage()));
    }
}
