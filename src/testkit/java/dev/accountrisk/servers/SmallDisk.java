package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system of its own for a server's data, which a test can fill and free. Only root can have one, on Linux. */
public final class SmallDisk implements AutoCloseable {
    /** Servers write while the disk shrinks to what it holds. */
    private static final int TRIES = 50;

    private final Path dir;
    private final long bytes;

    private SmallDisk(Path dir, long bytes) {
        this.dir = dir;
        this.bytes = bytes;
    }

    /** Over a folder that has no files yet; empty where this process may not mount anything. */
    public static Optional<SmallDisk> mount(Path dir, long bytes) {
        try {
            Files.createDirectories(dir);
            var _ = Command.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", dir.toString()));
            ProcessGuard.unmountAtEnd(dir);
            return Optional.of(new SmallDisk(dir, bytes));
        } catch (IOException notAllowed) {
            return Optional.empty();
        }
    }

    /** From now on nothing more fits. */
    public void fill() {
        for (int tries = 1;; tries++) {
            try {
                FileStore store = Files.getFileStore(dir);
                resize(store.getTotalSpace() - store.getUnallocatedSpace());
                return;
            } catch (IOException grown) {
                if (tries == TRIES) {
                    throw new UncheckedIOException(grown);
                }
            }
        }
    }

    /** There is room again. */
    public void free() {
        try {
            resize(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resize(long toBytes) throws IOException {
        var _ = Command.run(List.of("mount", "-o", "remount,size=" + toBytes, dir.toString()));
    }

    /** The server must have ended. */
    @Override
    public void close() {
        try {
            var _ = Command.run(List.of("umount", "-l", dir.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
