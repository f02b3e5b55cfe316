package dev.accountrisk.badhouse.mapping;

import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsFiles {
    boolean exists(Path path) {
        return Files.exists(path);
    }
}
