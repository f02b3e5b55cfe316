package dev.accountrisk.cli;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands. */
@Command(name = "account-risk-worker", subcommands = {WorkerUsage.class, BackfillCommand.class,
        ReconcileCommand.class, RedriveCommand.class,
        MigrateCommand.class}, synopsisSubcommandLabel = "COMMAND", description = {
                "Keeps risk and balances of accounts in MySQL, fed from Kafka.", "",
                "Without a command it is the worker. Every setting can be given as --name=value before or after a command,"
                        + " or as an environment variable, such as SPRING_DATASOURCE_URL.",
                ""}, footer = {"",
                        "Exit codes: 0 done and clean, 1 failed, 2 wrong usage, 3 done, and there is something left"
                                + " to look at."})
final class AllCommands implements Runnable {
    private final List<String> settings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // read by picocli
    private HelpOption help = new HelpOption();

    AllCommands(List<String> settings) {
        this.settings = settings;
    }

    /** Settings that were given on the command line, for Spring. */
    List<String> settings() {
        return settings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "COMMAND: one of "
                + String.join(", ", spec.subcommands().keySet()) + " has to be named");
    }
}
