package dev.accountrisk.cli.trial;

import dev.accountrisk.app.Trial;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.wire.InputRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code try}. */
@Command(name = "try", description = {
        "Shows what the worker would make of sample records, one a line, without any server.",
        "A line is a value, read with the account that it maps to as its key and with now as its timestamp; or an object"
                + " with \"key\", \"headers\", \"timestamp\" (milliseconds) and either \"value\" or \"valueBase64\". Exit code 3:"
                + " a record would be parked."})
public final class TryCommand implements Callable<Integer> {
    private final JobContext jobs;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "risk-updates, commands, or the topic's"
            + " name.")
    private String topic = "";

    @Option(names = "--mapping", paramLabel = "FILE", description = "How the records are read; without it as the settings"
            + " say (account-risk.mappings).")
    private @Nullable Path mapping;

    @Option(names = "--explain", description = "Shows which rule takes which field from where.")
    private boolean explain;

    @Parameters(arity = "0..1", paramLabel = "SAMPLES", description = "A file with the samples; without it standard input.")
    private @Nullable Path samples;

    TryCommand(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws Exception {
        Trial trial;
        try {
            trial = Trial.of(jobs.settings(), topic, mapping);
        } catch (RefusedSettingException refused) {
            throw refused;
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
        return jobs.runUntilStop("reading the samples", () -> tryAll(trial));
    }

    @SuppressWarnings("SystemOut")
    private int tryAll(Trial trial) throws IOException {
        TryOutput output = new TryOutput(System.out);
        SampleReader reader = new SampleReader(System.currentTimeMillis());
        try (SampleLines lines = new SampleLines(samples == null ? System.in : open(samples))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                tryOne(trial, reader, output, line, lines.number());
            }
        }
        output.printSum();
        return output.parked() > 0 ? ExitCodes.LEFT : ExitCodes.CLEAN;
    }

    private static InputStream open(Path samples) {
        try {
            return Files.newInputStream(samples);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    samples + " cannot be read (" + unreadable.getClass().getSimpleName() + ")", unreadable);
        }
    }

    private void tryOne(Trial trial, SampleReader reader, TryOutput output, byte[] line, long number) {
        Sample sample;
        try {
            sample = reader.read(line, number);
        } catch (IllegalArgumentException wrong) {
            output.printWrong(number, String.valueOf(wrong.getMessage()));
            return;
        }
        InputRecord record = sample.isKeyed()
                ? sample.record()
                : sample.record().withKey(trial.keyFor(sample.record()));
        output.print(number, trial.decode(record));
        if (explain) {
            output.explain(trial.explain(record));
        }
    }
}
