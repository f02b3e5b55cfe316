package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The programs that become MySQL and Redis as processes of this machine.
 *
 * @param cache where templates of their data are kept
 */
record LocalPrograms(ServerCache cache, Path mysqld, Path mysqlClient, Path redisServer) {

    /** Row aliases and CHECK constraints are older, but 8.4 is the oldest version that its maker still mends. */
    private static final int MYSQL_MAJOR_MIN = 8;
    private static final int MYSQL_MINOR_MIN = 4;
    private static final int REDIS_MAJOR_MIN = 7;
    private static final List<String> PACKAGES = List.of("mysql-server-core", "mysql-client-core", "redis-server",
            "redis-tools");
    private static final Pattern MYSQL_VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.");
    private static final Pattern REDIS_VERSION = Pattern.compile("v=(\\d+)\\.");

    /** From the path where they are there and new enough, else unpacked from packages. */
    static LocalPrograms find(ServerCache cache) {
        var mysqld = Command.onPath("mysqld").filter(LocalPrograms::isWantedMySql);
        var mysqlClient = Command.onPath("mysql");
        var redisServer = Command.onPath("redis-server").filter(LocalPrograms::isWantedRedis);
        if (mysqld.isPresent() && mysqlClient.isPresent() && redisServer.isPresent()) {
            return new LocalPrograms(cache, mysqld.get(), mysqlClient.get(), redisServer.get());
        }
        Path bin = unpacked(cache);
        boolean bothOfMySql = mysqld.isPresent() && mysqlClient.isPresent();
        return new LocalPrograms(cache, bothOfMySql ? mysqld.get() : bin.resolve("mysqld"),
                bothOfMySql ? mysqlClient.get() : bin.resolve("mysql"),
                redisServer.orElse(bin.resolve("redis-server")));
    }

    private static Path unpacked(ServerCache cache) {
        if (!DebianPackages.available()) {
            throw new NoServersException(
                    "no container engine answers, mysqld and redis-server are not on the PATH in the "
                            + "versions wanted, and this machine has no apt-get to unpack them with");
        }
        try {
            Path root = cache.once("debian-packages",
                    dir -> DebianPackages.unpack(PACKAGES, cache.root().resolve("debian-packages.apt"), dir));
            return cache.once("bin", dir -> {
                DebianPackages.writeLauncher(root, "sbin/mysqld", dir.resolve("mysqld"),
                        "--basedir=\"$root/usr\" --lc-messages-dir=\"$root/usr/share/mysql\"");
                DebianPackages.writeLauncher(root, "bin/mysql", dir.resolve("mysql"), "");
                DebianPackages.writeLauncher(root, "bin/redis-server", dir.resolve("redis-server"), "");
            });
        } catch (UncheckedIOException e) {
            throw new NoServersException("unpacking them from packages failed (" + e.getCause() + ")", e);
        }
    }

    private static boolean isWantedMySql(Path mysqld) {
        String version = version(mysqld);
        var matcher = MYSQL_VERSION.matcher(version);
        if (version.contains("MariaDB") || !matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > MYSQL_MAJOR_MIN
                || (major == MYSQL_MAJOR_MIN && Integer.parseInt(matcher.group(2)) >= MYSQL_MINOR_MIN);
    }

    private static boolean isWantedRedis(Path redisServer) {
        var matcher = REDIS_VERSION.matcher(version(redisServer));
        return matcher.find() && Integer.parseInt(matcher.group(1)) >= REDIS_MAJOR_MIN;
    }

    /** What names the program's build: a template of its data is good for just this one. */
    static String version(Path program) {
        try {
            return Command.run(List.of(program.toString(), "--version")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    static boolean runsAsRoot() {
        try {
            return Files.isReadable(Path.of("/proc/self"))
                    && "root".equals(Files.getOwner(Path.of("/proc/self")).getName());
        } catch (IOException e) {
            return false;
        }
    }
}
