package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What the Dockerfile builds, made by the same script where no container engine is needed, and how it says to start it. */
final class ImageLayout {
    private static final Path SCRIPTS = Path.of("deploy", "image");
    private static final Path JAR = Path.of("target", "account-risk-worker.jar");
    private static final Pattern ENVIRONMENT = Pattern.compile("([A-Z_]+)=\"?([^\" \\\\]+)\"?");

    private final Path dir;

    private ImageLayout(Path dir) {
        this.dir = dir;
    }

    /** Made anew in the folder, which the image has as {@code /opt/account-risk}. */
    static ImageLayout make(Path dir) throws IOException, InterruptedException {
        assertThat(JAR).as("package the worker first").exists();
        Program.Result made = Program.run(Path.of("."), Map.of("JAVA_HOME", System.getProperty("java.home")), "sh",
                SCRIPTS.resolve("layout.sh").toString(), JAR.toAbsolutePath().toString(), dir.toString());
        assertThat(made.exitCode()).as(made.output()).isZero();
        return new ImageLayout(dir);
    }

    /** The command that starts the image with these arguments, as a container engine would start it. */
    List<String> command(Path secrets, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", SCRIPTS.resolve("run-unpacked.sh").toString(), dir.toString(), secrets.toString()));
        command.addAll(entryPoint());
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> commandWithoutCache(Path secrets, String... arguments) throws IOException {
        return command(secrets, arguments).stream().filter(part -> !part.startsWith("-XX:AOTCache")).toList();
    }

    /** Whether this machine lets a process be put into the image's place at all. */
    Program.Result tryOut(Path secrets) throws IOException, InterruptedException {
        List<String> command = command(secrets);
        return Program.run(Path.of("."),
                Stream.concat(command.stream().limit(5), Stream.of("--version")).toArray(String[]::new));
    }

    private static List<String> entryPoint() throws IOException {
        String last = dockerfile().lines().filter(line -> line.startsWith("ENTRYPOINT ")).toList().getLast();
        return List.of(JsonMapper.shared().readValue(last.substring("ENTRYPOINT ".length()), String[].class));
    }

    /** What the image sets. */
    static Map<String, String> environment() throws IOException {
        String text = dockerfile();
        Map<String, String> environment = new LinkedHashMap<>();
        Matcher variable = ENVIRONMENT
                .matcher(text.substring(text.lastIndexOf("\nENV ") + 1, text.lastIndexOf("\nEXPOSE")));
        while (variable.find()) {
            environment.put(variable.group(1), variable.group(2));
        }
        return environment;
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("deploy", "Dockerfile"));
    }
}
