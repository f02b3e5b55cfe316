package dev.accountrisk.cli;

import dev.accountrisk.cli.job.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The worker as the command line explains it. Its arguments are Spring's settings: only help and mistakes come here. */
@Command(name = "worker", synopsisHeading = "", customSynopsis = "Usage: account-risk-worker [worker] [--SETTING=VALUE ...]%n", description = {
        "Consumes the topics until it gets SIGTERM, and then ends with 0.",
        "SETTING is a setting of Spring Boot or of the project, such as --account-risk.lane=locked."})
final class WorkerUsage implements Runnable {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new UsageException(
                "worker: takes settings only, as --SETTING=VALUE; found: " + String.join(" ", arguments));
    }
}
