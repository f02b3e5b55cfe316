package dev.accountrisk.cli;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.StoppedException;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.console.OperatorConsole;
import dev.accountrisk.database.Causes;
import dev.accountrisk.job.StopSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the command that the arguments name, and runs it. */
public final class CommandLineEntry {
    private static final String WORKER = "worker";
    private static final String CONSOLE = "console";
    /** They run until they are told to end, and take only settings. */
    private static final List<String> SERVICES = List.of(WORKER, CONSOLE);
    private static final List<String> HELP = List.of("--help", "-h", "--version", "-V");
    /** The name of a setting has a dot; the name of a job's option has none. */
    private static final Pattern SETTING = Pattern.compile("--[a-z][\\w-]*\\.[^=]*(=.*)?", Pattern.DOTALL);

    private CommandLineEntry() {}

    /**
     * Runs a command.
     *
     * @param worker the application that runs when no job is named
     * @return the exit code; empty for the worker and the console, which keep running
     */
    public static OptionalInt run(Class<?> worker, String... arguments) {
        Optional<String> command = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).findFirst();
        if (command.isPresent() ? !SERVICES.contains(command.get()) : asksForHelp(arguments)) {
            return OptionalInt.of(runJob(arguments));
        }
        List<String> settings = new ArrayList<>(List.of(arguments));
        command.ifPresent(settings::remove);
        if (!areSettings(settings)) {
            return OptionalInt.of(runJob(arguments));
        }
        WorkerExit.run(command.filter(CONSOLE::equals).isPresent() ? console() : new SpringApplication(worker),
                settings.toArray(String[]::new));
        return OptionalInt.empty();
    }

    private static SpringApplication console() {
        SpringApplication console = new SpringApplication(OperatorConsole.class);
        console.setAdditionalProfiles(OperatorConsole.PROFILE);
        return console;
    }

    private static boolean asksForHelp(String... arguments) {
        return Arrays.stream(arguments).anyMatch(HELP::contains);
    }

    private static boolean areSettings(List<String> arguments) {
        return arguments.stream().allMatch(argument -> argument.startsWith("--") && !HELP.contains(argument));
    }

    private static int runJob(String... arguments) {
        List<String> settings = Arrays.stream(arguments).filter(CommandLineEntry::isSetting).toList();
        String[] options = Arrays.stream(arguments).filter(argument -> !isSetting(argument)).toArray(String[]::new);
        StopSignal stop = new StopSignal();
        try (JobExit exit = new JobExit(stop)) {
            String name = options.length == 0 ? null : options[0];
            int code = execute(commandLine(name, new JobContext(settings, stop)), options);
            exit.ended(code);
            return code;
        }
    }

    private static int execute(CommandLine commandLine, String... options) {
        try {
            return commandLine.execute(options);
        } catch (OutOfMemoryError died) {
            return explain(commandLine, "died", died, ExitCodes.NO_MEMORY);
        }
    }

    /** Memory may have run out on a thread of the job's. */
    static int codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return ExitCodes.NO_MEMORY;
            }
        }
        return ExitCodes.FAILED;
    }

    private static boolean isSetting(String argument) {
        return SETTING.matcher(argument).matches();
    }

    private static CommandLine commandLine(@Nullable String name, JobContext jobs) {
        CommandLine commandLine = AllCommands.with(name, new CommandFactory(jobs));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(
                (wrong, arguments) -> explainUsage(wrong.getCommandLine(), rule(wrong)));
        commandLine.setExecutionExceptionHandler((failure, of, parsed) -> switch (failure) {
            case UsageException wrong -> explainUsage(of, String.valueOf(wrong.getMessage()));
            case StoppedException stopped ->
                explain(of, "stopped before it was done", Objects.requireNonNullElse(stopped.getCause(), stopped),
                        ExitCodes.LEFT);
            default -> explain(of, "failed", failure, codeOf(failure));
        });
        return commandLine;
    }

    /** Lists the subcommands if one is missing or misspelt. */
    private static String rule(ParameterException wrong) {
        Map<String, CommandLine> commands = wrong.getCommandLine().getSubcommands();
        String message = String.valueOf(wrong.getMessage());
        return commands.isEmpty()
                ? message
                : message + " (commands: " + String.join(", ", commands.keySet()) + ")";
    }

    private static int explainUsage(CommandLine of, String rule) {
        of.getErr().println(rule);
        of.getErr().println("See: " + of.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }

    private static int explain(CommandLine of, String what, Throwable cause, int code) {
        of.getErr().println(of.getCommandSpec().qualifiedName() + " " + what + ": " + Causes.of(cause));
        return code;
    }
}
