package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Unpacks the worker's jar, as the image holds it. Out of the jar itself, a class loader of Spring Boot's loads libraries, and lz4
 * falls back to a compressor that is slower.
 */
final class UnpackedJar {
    private UnpackedJar() {}

    /** Unpacks a jar, and returns the jar beside its libraries. The output of the tool goes to a file. */
    static Path unpack(Path jar, Path destination, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process tool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
                destination.toString())).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (tool.waitFor() != 0) {
            throw new IOException(jar + " was not unpacked: see " + log);
        }
        return destination.resolve(jar.getFileName());
    }
}
