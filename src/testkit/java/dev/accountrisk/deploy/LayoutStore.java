package dev.accountrisk.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Keeps the layout that the image's script makes of a jar, because it takes long to make. */
final class LayoutStore {
    private static final String STAMP = "made-from";

    private final Path root;
    private final Path scripts;

    /**
     * Keeps layouts in a folder.
     *
     * @param root    the folder
     * @param scripts has {@code layout.sh} and what it reads
     */
    LayoutStore(Path root, Path scripts) {
        this.root = root.toAbsolutePath();
        this.scripts = scripts;
    }

    /** The layout of a jar, made if the jar's content, a script or the JDK is another than last time. */
    Path layoutOf(Path jar) throws IOException, InterruptedException {
        Path dir = root.resolve(name(jar));
        Files.createDirectories(root);
        // the lock of the file excludes other JVMs; within this one the monitor does
        synchronized (LayoutStore.class) {
            try (FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var _ = channel.lock()) {
                String content = contentOf(jar);
                Path stamp = dir.resolve(STAMP);
                if (!Files.exists(stamp) || !Files.readString(stamp).equals(content)) {
                    make(jar, dir);
                    // the last file: a layout that has it is complete
                    Files.writeString(stamp, content);
                }
            }
        }
        return dir;
    }

    private void make(Path jar, Path dir) throws IOException, InterruptedException {
        FileSystemUtils.deleteRecursively(dir);
        Program.Result made = Program.run(Path.of("."), Map.of("JAVA_HOME", System.getProperty("java.home")), "sh",
                scripts.resolve("layout.sh").toString(), jar.toAbsolutePath().toString(), dir.toString());
        if (made.exitCode() != 0) {
            throw new IllegalStateException("layout.sh ended with " + made.exitCode() + ":\n" + made.output());
        }
    }

    /** Two jars of one name get a folder each. */
    private static String name(Path jar) {
        String path = jar.toAbsolutePath().normalize().toString();
        return jar.getFileName().toString().replace(".jar", "") + "-" + Integer.toHexString(path.hashCode());
    }

    private String contentOf(Path jar) throws IOException {
        try (DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(),
                MessageDigest.getInstance("SHA-256"))) {
            for (Path file : Stream.concat(Stream.of(jar), scriptFiles().stream()).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    content.transferTo(digest);
                }
            }
            digest.write((System.getProperty("java.home") + System.getProperty("java.vm.version"))
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private List<Path> scriptFiles() throws IOException {
        try (Stream<Path> files = Files.list(scripts)) {
            return files.sorted().toList();
        }
    }
}
