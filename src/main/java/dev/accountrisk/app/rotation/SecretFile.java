package dev.accountrisk.app.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A secret that is read again each time it is needed. While its file cannot be read, the last content stays in use. */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final Path file;
    private @Nullable String last;
    private boolean readable = true;

    SecretFile(Path file) {
        this.file = file;
    }

    /** The file's content without the end of its line; null if it could never be read. */
    synchronized @Nullable String read() {
        try {
            String content = Files.readString(file).stripTrailing();
            readable = true;
            if (!content.isEmpty()) {
                last = content;
            }
        } catch (IOException failure) {
            // a mounted secret is replaced in steps, so that the file is missing for a moment
            if (readable) {
                LOG.warn(
                        "the file of a password cannot be read ({}: {}): the password in use stays, and the file is read again",
                        failure.getClass().getSimpleName(), file);
            }
            readable = false;
        }
        return last;
    }
}
