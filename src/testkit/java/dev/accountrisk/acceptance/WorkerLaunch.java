package dev.accountrisk.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** How a java command starts the jar: as it is, or together with a {@link Failpoint}. */
final class WorkerLaunch {
    private static final Path JAR = Path.of(System.getProperty("accountrisk.jar", "target/account-risk-worker.jar"));
    private static final Path CLASSES = Path.of("target", "failpoint-classes").toAbsolutePath();

    private WorkerLaunch() {}

    static List<String> plain() {
        return List.of("-jar", jar());
    }

    /**
     * With one more class on its path, and nothing else changed.
     *
     * @param file
     *            names the step to die after
     */
    static List<String> withFailpoint(Path file) {
        copyFailpoint();
        return List.of(
                "-cp",
                jar(),
                "-Dloader.path=" + CLASSES,
                "-Dspring.main.sources=" + Failpoint.class.getName(),
                "-D" + Failpoint.FILE + "=" + file.toAbsolutePath(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    private static String jar() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("there is no " + JAR + ": package the worker first");
        }
        return JAR.toAbsolutePath().toString();
    }

    private static void copyFailpoint() {
        String name = Failpoint.class.getName().replace('.', '/') + ".class";
        Path copy = CLASSES.resolve(name);
        try (InputStream bytes = Failpoint.class.getClassLoader().getResourceAsStream(name)) {
            Files.createDirectories(copy.getParent());
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
