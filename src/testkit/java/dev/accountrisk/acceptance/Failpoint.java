package dev.accountrisk.acceptance;

import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.EngineStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lives in a worker's process, next to the jar's own classes. After the step that a file names, the process ends
 * where it is, as with kill -9.
 */
public final class Failpoint implements EngineObserver {
    /** The exit code of the process. */
    static final int EXIT_CODE = 86;
    /** The system property that names the file. */
    static final String FILE = "accountrisk.failpoint.file";

    private final Path file = Path.of(System.getProperty(FILE));

    @Override
    public void stepped(EngineStep step, long nanos) {
        try {
            if (Files.exists(file) && Files.readString(file).equals(step.name())) {
                Files.delete(file);
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
