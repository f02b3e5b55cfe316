package dev.accountrisk.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A look before Testcontainers is asked, because its search of a machine without an engine is slow and loud. */
final class ContainerEngine {

    private ContainerEngine() {}

    static boolean mayBeThere() {
        return isConfigured() || Stream.concat(Stream.of(Path.of("/var/run/docker.sock")), socketsOfUser())
                .anyMatch(Files::exists) || System.getProperty("os.name", "").startsWith("Windows");
    }

    private static boolean isConfigured() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
    }

    private static Stream<Path> socketsOfUser() {
        String home = System.getProperty("user.home");
        Stream<Path> inHome = Stream.of(Path.of(home, ".docker", "run", "docker.sock"),
                Path.of(home, ".docker", "desktop", "docker.sock"), Path.of(home, ".rd", "docker.sock"),
                Path.of(home, ".colima", "default", "docker.sock"));
        String runtimeDir = System.getenv("XDG_RUNTIME_DIR");
        List<Path> inRuntimeDir = runtimeDir == null ? List.of() : List.of(Path.of(runtimeDir, "docker.sock"));
        return Stream.concat(inHome, inRuntimeDir.stream());
    }
}
