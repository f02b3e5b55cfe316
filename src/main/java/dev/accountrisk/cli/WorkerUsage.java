package dev.accountrisk.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What can be said of the worker's command line. It is Spring's: only help and what is wrong come here. */
@Command(name = "worker", synopsisHeading = "", customSynopsis = "Usage: account-risk-worker [worker] [--SETTING=VALUE ...]%n", description = {
        "Consumes the topics until it gets SIGTERM, and then ends with 0.",
        "SETTING is one of Spring Boot's or the project's own, such as --account-risk.lane=locked."})
final class WorkerUsage implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "worker: takes settings only, as --SETTING=VALUE; what is wrong is in: " + String.join(" ", arguments));
    }
}
