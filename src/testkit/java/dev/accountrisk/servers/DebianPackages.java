package dev.accountrisk.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacks packages with all they depend on from the machine's own configured Debian mirror, without root and without
 * installing anything. Nothing of the unpacked tree meets the host's libraries: it brings its own, loader included.
 */
final class DebianPackages {

    private static final String SUITE = "sid";

    private DebianPackages() {}

    static boolean available() {
        return Command.onPath("apt-get").isPresent() && Command.onPath("dpkg-deb").isPresent();
    }

    /** Unpacks the packages into the folder; {@code work} is for apt's own files and is deleted afterwards. */
    static void unpack(List<String> names, Path work, Path root) throws IOException {
        ServerCache.deleteTree(work);
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        Path noParts = Files.createDirectories(work.resolve("etc"));
        // an empty status file: every dependency is fetched, none is the host's
        Path status = Files.writeString(work.resolve("status"), "");
        Path sources = Files.writeString(work.resolve("sources.list"), sourceLine());
        unpack(names, work, root, List.of("Dir::Etc::SourceList=" + sources, "Dir::Etc::SourceParts=" + noParts,
                "Dir::Etc::PreferencesParts=" + noParts, "Dir::State::Status=" + status));
    }

    /**
     * Unpacks the packages of the machine's own release, with what they depend on and the machine has not. They run with its own
     * loader and C library: a program that starts itself anew needs that.
     */
    static void unpackForThisMachine(List<String> names, Path work, Path root) throws IOException {
        ServerCache.deleteTree(work);
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        unpack(names, work, root, List.of());
    }

    private static void unpack(List<String> names, Path work, Path root, List<String> settings) throws IOException {
        List<String> aptGet = new ArrayList<>(List.of("apt-get", "-qq"));
        Stream.concat(settings.stream(), Stream.of("Dir::State::Lists=" + work.resolve("lists"),
                "Dir::Cache=" + work.resolve("cache"), "APT::Install-Recommends=false", "APT::Sandbox::User=root",
                "Debug::NoLocking=true")).forEach(setting -> aptGet.addAll(List.of("-o", setting)));
        Command.run(Command.of(aptGet, "update"));
        var install = Command.of(aptGet, "install", "-y", "--download-only");
        install.addAll(names);
        Command.run(install);
        Path archives = work.resolve("cache/archives");
        try (var packages = Files.newDirectoryStream(archives, "*.deb")) {
            for (Path archive : packages) {
                Command.run(List.of("dpkg-deb", "-x", archive.toString(), root.toString()));
            }
        }
        ServerCache.deleteTree(work);
    }

    private static String sourceLine() throws IOException {
        String targets = Command.run(List.of("apt-get", "indextargets", "--format", "$(REPO_URI)\t$(SIGNED_BY)"));
        String target = targets.lines()
                .filter(line -> !line.contains("security"))
                .findFirst()
                .orElseThrow(() -> new IOException("no Debian mirror is configured on this machine"));
        String[] parts = target.split("\t", 2);
        boolean namesItsKey = parts.length == 2 && parts[1].startsWith("/");
        return "deb %s%s %s main%n".formatted(namesItsKey ? "[signed-by=" + parts[1] + "] " : "", parts[0], SUITE);
    }

    /** A small program that runs one of the tree's through the tree's own loader. It becomes it: the process id stays. */
    static void writeLauncher(Path root, String program, Path launcher, String moreArguments) throws IOException {
        Path libraries = only(root.resolve("usr/lib"), "*-linux-gnu");
        Path loader = loader(root);
        String text = """
                #!/bin/sh
                root=%s
                exec "$root/%s" --library-path "$root/%s:$root/%s/mysql/private" "$root/usr/%s" "$@" %s
                """.formatted(quoted(root), root.relativize(loader), root.relativize(libraries),
                root.relativize(libraries),
                program, moreArguments);
        Path unfinished = launcher.resolveSibling(launcher.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        if (!unfinished.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + unfinished + " executable");
        }
        Files.move(unfinished, launcher, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path loader(Path root) throws IOException {
        for (String folder : List.of("usr/lib64", "usr/lib")) {
            if (Files.isDirectory(root.resolve(folder))) {
                try (var loaders = Files.newDirectoryStream(root.resolve(folder), "ld-linux*.so.*")) {
                    for (Path loader : loaders) {
                        return loader;
                    }
                }
            }
        }
        throw new IOException("no loader in " + root);
    }

    private static Path only(Path dir, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(dir, glob)) {
            return Stream.of(found.iterator().next()).findFirst().orElseThrow();
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
