package dev.accountrisk.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A risk policy the way a mounted ConfigMap shows it: a link into a folder that is swapped as a whole. */
final class PolicyFile {
    private final Path folder;
    private int version;

    PolicyFile(String yaml) throws IOException {
        folder = Files.createTempDirectory("risk-policy");
        write(yaml);
        Files.createSymbolicLink(path(), Path.of("..data", "policy.yaml"));
    }

    Path path() {
        return folder.resolve("policy.yaml");
    }

    /** Swaps the content in one step. */
    void write(String yaml) throws IOException {
        Path next = Files.createDirectory(folder.resolve("..version-" + ++version));
        Files.writeString(next.resolve("policy.yaml"), yaml);
        Path link = Files.createSymbolicLink(folder.resolve("..data-next"), next.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
