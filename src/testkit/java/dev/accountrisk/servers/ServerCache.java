package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The folder of this machine's user that keeps what takes long to make, so that it is made once. */
final class ServerCache {

    /** Fills an empty folder; what it leaves there is kept for ever. */
    interface Maker {
        void fill(Path dir) throws IOException;
    }

    private final Path root;

    ServerCache(Path root) {
        this.root = root;
    }

    static ServerCache ofUser() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return new ServerCache(base.resolve("account-risk-worker"));
    }

    Path root() {
        return root;
    }

    /** The folder of that name, filled by the maker if it is not there. Two processes may ask at once; one makes it. */
    Path once(String name, Maker maker) {
        Path dir = root.resolve(name);
        if (Files.isDirectory(dir)) {
            return dir;
        }
        try {
            Files.createDirectories(root);
            // a lock of the file system excludes other processes; within this one the monitor does
            synchronized (ServerCache.class) {
                try (var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    if (!Files.isDirectory(dir)) {
                        make(dir, maker);
                    }
                }
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + dir, e);
        }
    }

    /** Made under another name and renamed at the end: a folder that is there is whole. */
    private static void make(Path dir, Maker maker) throws IOException {
        Path unfinished = dir.resolveSibling(dir.getFileName() + ".unfinished");
        deleteTree(unfinished);
        Files.createDirectories(unfinished);
        maker.fill(unfinished);
        Files.move(unfinished, dir, StandardCopyOption.ATOMIC_MOVE);
    }

    static void copyTree(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(source.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(source.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void deleteTree(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
