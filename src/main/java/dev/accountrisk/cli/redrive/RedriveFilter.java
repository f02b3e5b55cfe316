package dev.accountrisk.cli.redrive;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.parking.ParkedSelection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select parked records. */
final class RedriveFilter {
    @Option(names = "--id", split = ",", paramLabel = "N", description = "The record's number, as list prints it.")
    private List<Long> ids = List.of();

    @Option(names = "--reason", split = ",", description = "Why it was parked: ${COMPLETION-CANDIDATES}.")
    private List<ParkReason> reasons = List.of();

    @Option(names = "--account", split = ",", paramLabel = "UUID", description = "The account that its key names.")
    private List<String> accounts = List.of();

    @Option(names = "--topic", paramLabel = "NAME", description = "The topic it came from, by its name or as risk-updates or"
            + " commands.")
    private @Nullable String topic;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Only records with a timestamp at or after"
            + " INSTANT, e.g. 2026-01-31T12:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Only records with an earlier timestamp.")
    private @Nullable Instant until;

    /** @param jobs knows the topics' names */
    ParkedSelection selection(JobContext jobs) {
        String name = topic == null ? null : jobs.settings().topicNamed(topic);
        return new ParkedSelection(ids, reasons, accounts, name, from == null ? null : from.toEpochMilli(),
                until == null ? null : until.toEpochMilli());
    }
}
