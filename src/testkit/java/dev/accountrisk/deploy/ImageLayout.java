package dev.accountrisk.deploy;

import dev.accountrisk.AccountRiskWorker;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class ImageLayout {
    private static final Path SCRIPTS = Path.of("deploy", "image");
    private static final String CACHE = "-XX:AOTCache=";
    private static final String IN_THE_IMAGE = "/opt/account-risk";
    private static final Pattern ENVIRONMENT = Pattern.compile("([A-Z_]+)=\"?([^\" \\\\]+)\"?");

    private final Path dir;

    private ImageLayout(Path dir) {
        this.dir = dir;
    }

    /** Of the packaged jar, or of the jar that {@code -Daccountrisk.jar} names. Made on first use and kept under {@code target}. */
    public static ImageLayout shared() {
        return Shared.LAYOUT;
    }

    private static ImageLayout of(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar + ": package the worker first");
        }
        try {
            return new ImageLayout(new LayoutStore(Path.of("target", "layout"), SCRIPTS).layoutOf(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A process on this machine that starts as the image starts it, but with the caller's rights and files. It ends at once if the
     * start-up cache does not fit.
     *
     * @param options   of its JVM, after the image's
     * @param arguments of the worker or job
     */
    public ProcessBuilder process(List<String> options, List<String> arguments) throws IOException {
        return process(options, List.of("-jar", "account-risk-worker.jar"), arguments);
    }

    /** The same with one more jar at the end of the class path, which the cache does not mind. */
    public ProcessBuilder process(Path moreClasses, List<String> options, List<String> arguments) throws IOException {
        String classPath = "account-risk-worker.jar" + File.pathSeparator + moreClasses.toAbsolutePath();
        return process(options, List.of("-cp", classPath, AccountRiskWorker.class.getName()), arguments);
    }

    private ProcessBuilder process(List<String> options, List<String> start, List<String> arguments)
            throws IOException {
        List<String> entryPoint = isService(arguments) ? entryPoint() : jobEntryPoint();
        List<String> command = new ArrayList<>(
                entryPoint.stream().map(part -> part.replace(IN_THE_IMAGE, dir.toString())).toList());
        List<String> jar = command.subList(command.indexOf("-jar"), command.size());
        jar.clear();
        command.add("-XX:AOTMode=on");
        command.addAll(options);
        command.addAll(start);
        command.addAll(arguments);
        // the cache knows the jars by their paths from here
        return new ProcessBuilder(command).directory(dir.resolve("app").toFile());
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
        return command(secrets, arguments).stream().filter(part -> !part.startsWith(CACHE)).toList();
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

    /** As the manifests start a command that ends: with the options of such commands in place of the worker's cache. */
    static List<String> jobEntryPoint() throws IOException {
        return entryPoint().stream().map(part -> part.startsWith(CACHE) ? "@job.options" : part).toList();
    }

    /** Whether the arguments start the worker or the console, and not a command that ends. */
    private static boolean isService(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .map(List.of("worker", "console")::contains)
                .orElse(true);
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

    /** The JVM makes this once, when it is first needed. */
    private static final class Shared {
        static final ImageLayout LAYOUT = of(
                Path.of(System.getProperty("accountrisk.jar", "target/account-risk-worker.jar")));

        private Shared() {}
    }
}
