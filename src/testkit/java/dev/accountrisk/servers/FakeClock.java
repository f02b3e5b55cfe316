package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's libfaketime: a process that loads it sees another time of day. Its timers run as before. */
public final class FakeClock {
    private static final String AHEAD = "FAKETIME";
    private static final String LIBRARY = "libfaketimeMT.so.1";

    private final Path library;

    private FakeClock(Path library) {
        this.library = library;
    }

    /** The one of this machine, else the one of its Debian mirror; empty where there is neither. */
    public static Optional<FakeClock> find() {
        try {
            return library(Path.of("/usr/lib")).or(FakeClock::unpacked).map(FakeClock::new);
        } catch (UncheckedIOException unavailable) {
            return Optional.empty();
        }
    }

    /**
     * The environment of a process whose clock is ahead. The library is told to leave timed waits alone: otherwise each of a JVM's
     * returns at once, and its threads spin.
     */
    public Map<String, String> ahead(Duration by) {
        return Map.of("LD_PRELOAD", library.toString(), AHEAD, "+" + by.toSeconds(),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1");
    }

    /** By how much the clock of a process with this environment is ahead. */
    public static Duration aheadIn(Map<String, String> environment) {
        return Duration.ofSeconds(Long.parseLong(environment.getOrDefault(AHEAD, "0")));
    }

    /** The release of this machine, because it meets the libraries of this machine. */
    private static Optional<Path> unpacked() {
        if (!DebianPackages.available()) {
            return Optional.empty();
        }
        return library(ServerCache.ofUser().once("faketime", FakeClock::unpack));
    }

    private static void unpack(Path dir) throws IOException {
        Command.run(
                List.of("sh", "-c", "cd \"$1\" && apt-get -qq download libfaketime && dpkg-deb -x libfaketime*.deb .",
                        "sh", dir.toString()));
    }

    private static Optional<Path> library(Path root) {
        try (Stream<Path> files = Files.find(root, 5, (file, attributes) -> file.endsWith("faketime/" + LIBRARY))) {
            return files.findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
