package dev.accountrisk.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** What a command wrote where, and its exit code. */
public record Console(int exitCode, String out, String err) {

    /** Runs a command in this JVM. */
    @SuppressWarnings("SystemOut")
    public static synchronized Console of(IntSupplier command) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = command.getAsInt();
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
        return new Console(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command line that ends. */
    public static Console of(String... arguments) {
        return of(() -> CommandLineEntry.run(Console.class, arguments).orElseThrow());
    }
}
