package dev.accountrisk.cli;

import dev.accountrisk.app.Causes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;

import picocli.CommandLine;

/** Reads which of the commands is meant, and runs it. */
public final class CommandLineEntry {
    static final int USAGE_EXIT_CODE = 2;
    private static final String WORKER = "worker";
    private static final List<String> HELP = List.of("--help", "-h");
    /** A setting has a dot in its name, an option of a job has none. */
    private static final Pattern SETTING = Pattern.compile("--[a-z][\\w-]*\\.[^=]*(=.*)?", Pattern.DOTALL);

    private CommandLineEntry() {}

    /**
     * Runs a command.
     *
     * @param worker the application that runs when no job is named
     * @return with which code to end; empty for the worker, which goes on
     */
    public static OptionalInt run(Class<?> worker, String... arguments) {
        Optional<String> command = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).findFirst();
        if (command.isPresent() ? !command.get().equals(WORKER) : asksForHelp(arguments)) {
            return OptionalInt.of(runJob(arguments));
        }
        List<String> settings = new ArrayList<>(List.of(arguments));
        settings.remove(WORKER);
        if (!areSettings(settings)) {
            return OptionalInt.of(runJob(arguments));
        }
        TerminationSignal.exitWithZero();
        SpringApplication.run(worker, settings.toArray(String[]::new));
        return OptionalInt.empty();
    }

    private static boolean asksForHelp(String... arguments) {
        return Arrays.stream(arguments).anyMatch(HELP::contains);
    }

    private static boolean areSettings(List<String> arguments) {
        return arguments.stream().allMatch(argument -> argument.startsWith("--") && !HELP.contains(argument));
    }

    private static int runJob(String... arguments) {
        List<String> settings = Arrays.stream(arguments).filter(CommandLineEntry::isSetting).toList();
        return commandLine(settings)
                .execute(Arrays.stream(arguments).filter(argument -> !isSetting(argument)).toArray(String[]::new));
    }

    private static boolean isSetting(String argument) {
        return SETTING.matcher(argument).matches();
    }

    private static CommandLine commandLine(List<String> settings) {
        CommandLine commandLine = new CommandLine(new AllCommands(settings));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine of = wrong.getCommandLine();
            of.getErr().println(wrong.getMessage());
            of.getErr().println("See: " + of.getCommandSpec().qualifiedName() + " --help");
            return USAGE_EXIT_CODE;
        });
        commandLine.setExecutionExceptionHandler((failure, of, parsed) -> {
            of.getErr().println(of.getCommandSpec().qualifiedName() + " failed: " + Causes.of(failure));
            return of.getCommandSpec().exitCodeOnExecutionException();
        });
        return commandLine;
    }
}
