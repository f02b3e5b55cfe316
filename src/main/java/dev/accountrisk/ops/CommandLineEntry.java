package dev.accountrisk.ops;

import java.util.Arrays;
import java.util.List;
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
        boolean named = arguments.length > 0 && arguments[0].equals(WORKER);
        if (!named && !meansWorker(arguments)) {
            return OptionalInt.of(runJob(arguments));
        }
        String[] settings = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        if (!areSettings(settings)) {
            return OptionalInt.of(commandLine(List.of()).execute(arguments));
        }
        TerminationSignal.exitWithZero();
        SpringApplication.run(worker, settings);
        return OptionalInt.empty();
    }

    private static boolean meansWorker(String... arguments) {
        return arguments.length == 0 || (arguments[0].startsWith("--") && !HELP.contains(arguments[0]));
    }

    private static boolean areSettings(String... arguments) {
        return Arrays.stream(arguments).allMatch(argument -> argument.startsWith("--") && !HELP.contains(argument));
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
