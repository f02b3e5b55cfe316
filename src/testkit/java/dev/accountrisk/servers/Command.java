package dev.accountrisk.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a program of this machine to its end. */
final class Command {

    private Command() {}

    static List<String> of(List<String> start, String... rest) {
        var command = new ArrayList<>(start);
        command.addAll(List.of(rest));
        return command;
    }

    /** What the program wrote; an exit code other than 0 is an exception that holds it. */
    static String run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // messages are read by a program here: they must not change with the user's language
        builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException(command.getFirst() + " ended with " + exitCode + ": " + output.strip());
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    /** The program of that name on the path, or in the folders of servers that many users' paths leave out. */
    static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        return Stream
                .concat(Stream.of((path == null ? "" : path).split(":")),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"))
                .filter(dir -> !dir.isBlank())
                .map(dir -> Path.of(dir, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
