package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program other than the three servers: the one on the path, else unpacked from the machine's Debian mirror without root, as the
 * servers are.
 */
public enum Tool {
    KUBECTL(Source.OPERATORS, "bin", "kubectl"), PROMTOOL(Source.OPERATORS, "bin", "promtool"),
    PROMETHEUS(Source.OPERATORS, "bin", "prometheus"), MARIADBD(Source.MARIADB, "sbin", "mariadbd"),
    VALKEY_SERVER(Source.VALKEY, "bin", "valkey-server"), PYTHON3(Source.PYTHON, "bin", "python3"),
    MYSQL(Source.MYSQL, "bin", "mysql"), MYSQLDUMP(Source.MYSQL, "bin", "mysqldump");

    /** Packages that are unpacked into one folder. */
    private enum Source {
        OPERATORS("tools", "kubectl prometheus"), MARIADB("mariadb", "mariadb-server-core"),
        VALKEY("valkey", "valkey-server"),
        PYTHON("python", "python3-confluent-kafka"), MYSQL("mysql-client", "mysql-client-core");

        private final String folder;
        private final String packages;

        Source(String folder, String packages) {
            this.folder = folder;
            this.packages = packages;
        }

        private Path unpack(ServerCache cache) {
            return cache.once("debian-" + folder, dir -> DebianPackages.unpack(List.of(packages.split(" ", -1)),
                    cache.root().resolve("debian-" + folder + ".apt"), dir));
        }
    }

    private final Source source;
    private final String folder;
    private final String program;

    Tool(Source source, String folder, String program) {
        this.source = source;
        this.folder = folder;
        this.program = program;
    }

    /** Where it is; empty on a machine that has neither it nor Debian's packages. */
    public Optional<Path> find() {
        return Command.onPath(program).or(this::unpack);
    }

    /** The one of Debian's packages, whatever is on the path; empty on a machine without them. */
    public Optional<Path> unpack() {
        return unpack(ServerCache.ofUser());
    }

    Optional<Path> unpack(ServerCache cache) {
        if (!DebianPackages.available()) {
            return Optional.empty();
        }
        Path root = source.unpack(cache);
        Path bin = cache.once(source.folder, dir -> {
            for (Tool tool : values()) {
                if (tool.source == source) {
                    DebianPackages.writeLauncher(root, tool.folder + "/" + tool.program, dir.resolve(tool.program), "");
                }
            }
        });
        return Optional.of(bin.resolve(program));
    }
}
