package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of this machine to its end. */
final class Program {
    private Program() {}

    /** How it ended, and all it wrote. */
    record Result(int exitCode, String output) {}

    /** What a tool writes that ends well; the test fails with it when the tool does not, and is skipped where it cannot be had. */
    static String output(Tool tool, Path dir, String... arguments) throws IOException, InterruptedException {
        Optional<Path> program = tool.find();
        Assumptions.assumeTrue(program.isPresent(),
                () -> "skipped: there is no " + tool + ", and this machine is no Debian to unpack it on");
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(arguments));
        Result result = run(dir, command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    static Result run(Path dir, String... command) throws IOException, InterruptedException {
        return run(dir, Map.of(), command);
    }

    static Result run(Path dir, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(dir.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
