package dev.accountrisk.cli;

import dev.accountrisk.cli.backfill.BackfillCommand;
import dev.accountrisk.cli.positions.PositionsCommand;
import dev.accountrisk.cli.reconcile.ReconcileCommand;
import dev.accountrisk.cli.redrive.RedriveCommand;
import dev.accountrisk.cli.trial.TryCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/** All commands. Every command inherits the help option, the version and the list of exit codes. */
@Command(name = "account-risk-worker", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "COMMAND", description = {
        "Keeps the risk and the balances of accounts in MySQL, fed from Kafka.", "",
        "Without a command it runs the worker. Every setting can be given as --name=value before or after a command,"
                + " or as an environment variable, such as SPRING_DATASOURCE_URL.",
        ""}, footer = {"",
                "Exit codes: 0 done and clean, 1 failed, 2 wrong usage, 3 done or told to end, and something is left"
                        + " to look at; any other code: the process died."})
final class AllCommands {
    private static final List<Class<?>> COMMANDS = List.of(WorkerUsage.class, ConsoleUsage.class, BackfillCommand.class,
            ReconcileCommand.class, RedriveCommand.class, PositionsCommand.class, MigrateCommand.class,
            TryCommand.class);

    private AllCommands() {}

    /**
     * The command line with the command of this name alone; with all commands if none has this name. Reading the options of all
     * commands took an eighth of the main thread's time in {@code redrive list}.
     */
    static CommandLine with(@Nullable String name, IFactory factory) {
        CommandLine all = new CommandLine(CommandSpec.forAnnotatedObject(AllCommands.class, factory), factory);
        List<Class<?>> named = COMMANDS.stream().filter(type -> nameOf(type).equals(name)).toList();
        for (Class<?> type : named.isEmpty() ? COMMANDS : named) {
            all.addSubcommand(nameOf(type), new CommandLine(type, factory));
        }
        return all;
    }

    private static String nameOf(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }
}
