package dev.accountrisk.acceptance;

import dev.accountrisk.deploy.ImageLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** How a worker starts: as in the image, or together with a {@link Failpoint}. */
final class WorkerLaunch {
    private static final List<String> HEAP = List.of("-Xmx320m");
    private static final Path FAILPOINT_JAR = Path.of("target", "failpoint.jar");

    private WorkerLaunch() {}

    static ProcessBuilder plain(ImageLayout layout) throws IOException {
        return layout.process(HEAP, List.of());
    }

    /** As an executable jar, without a start-up cache: of another version, which this version's scripts may not fit. */
    static ProcessBuilder executable(Path jar) {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("deploy", "image", "java.options").toAbsolutePath(), HEAP.getFirst(), "-jar",
                jar.toAbsolutePath().toString());
    }

    /**
     * With one more class on its path, and nothing else changed.
     *
     * @param file
     *            names the step to die after
     */
    static ProcessBuilder withFailpoint(ImageLayout layout, Path file) throws IOException {
        packageFailpoint();
        return layout
                .process(
                        FAILPOINT_JAR,
                        List.of(
                                HEAP.getFirst(),
                                "-Dspring.main.sources=" + Failpoint.class.getName(),
                                "-D" + Failpoint.FILE + "=" + file.toAbsolutePath()),
                        List.of());
    }

    /** As a jar, because a start-up cache accepts no folder of classes. */
    private static void packageFailpoint() throws IOException {
        String name = Failpoint.class.getName().replace('.', '/') + ".class";
        Path made = Files.createTempFile(FAILPOINT_JAR.toAbsolutePath().getParent(), "failpoint", ".jar");
        try (InputStream bytes = Failpoint.class.getClassLoader().getResourceAsStream(name);
                JarOutputStream jar = new JarOutputStream(Files.newOutputStream(made))) {
            jar.putNextEntry(new JarEntry(name));
            bytes.transferTo(jar);
        }
        Files.move(made, FAILPOINT_JAR, StandardCopyOption.ATOMIC_MOVE);
    }
}
