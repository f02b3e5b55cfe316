package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program that reads files as production will: the one on the path, else unpacked from the machine's
 * Debian mirror without root, as the servers are.
 */
public enum Tool {
    KUBECTL("kubectl"), PROMTOOL("promtool"), PROMETHEUS("prometheus");

    private static final List<String> PACKAGES = List.of("kubectl", "prometheus");

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** Where it is; empty on a machine that has neither it nor Debian's packages. */
    public Optional<Path> find() {
        return Command.onPath(program).or(() -> unpack(ServerCache.ofUser()));
    }

    Optional<Path> unpack(ServerCache cache) {
        if (!DebianPackages.available()) {
            return Optional.empty();
        }
        Path root = cache.once("debian-tools",
                dir -> DebianPackages.unpack(PACKAGES, cache.root().resolve("debian-tools.apt"), dir));
        Path bin = cache.once("tools", dir -> {
            for (Tool tool : values()) {
                DebianPackages.writeLauncher(root, "bin/" + tool.program, dir.resolve(tool.program), "");
            }
        });
        return Optional.of(bin.resolve(program));
    }
}
