package dev.accountrisk.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** MySQL as a process: a copy of an initialised data folder, which is much quicker than to initialise one. */
final class LocalMySql extends LocalProcess implements MySqlServer {

    /** Relative to the data: a socket's whole path would have to stay under 108 characters. */
    private static final String SOCKET = "mysql.sock";

    private final Path client;

    private LocalMySql(Path client, int port, List<String> command, Path log) {
        super("MySQL", port, command, log, () -> MySqlGreeting.isGiven(Ports.HOST, port));
        this.client = client;
    }

    static LocalMySql start(LocalPrograms programs, Path dir) throws IOException {
        return start(programs, dir, List.of());
    }

    static LocalMySql start(LocalPrograms programs, Path dir, List<String> moreOptions) throws IOException {
        return start(programs, dir, moreOptions, UnaryOperator.identity());
    }

    /**
     * With more options.
     *
     * @param moreOptions win over the usual ones
     * @param starter     makes of the server's command the one that is run
     */
    static LocalMySql start(LocalPrograms programs, Path dir, List<String> moreOptions,
            UnaryOperator<List<String>> starter) throws IOException {
        Path data = dir.resolve("mysql");
        ServerCache.copyTree(template(programs), data);
        int port = Ports.reserve();
        var command = command(programs, data);
        command.addAll(
                List.of("--bind-address=" + Ports.HOST, "--port=" + port, "--socket=" + SOCKET, "--mysqlx=OFF",
                        "--pid-file=" + dir.resolve("mysql.pid"), "--secure-file-priv=NULL", "--max-connections=500",
                        "--innodb-buffer-pool-size=1G", "--innodb-redo-log-capacity=1G"));
        command.addAll(moreOptions);
        var server = new LocalMySql(programs.mysqlClient(), port, starter.apply(command), dir.resolve("mysql.log"));
        server.start();
        return server;
    }

    @Override
    public String clientCommandLine(String database) {
        return clientCommandLine(database, port());
    }

    /** Through another port of this machine that leads here. */
    String clientCommandLine(String database, int port) {
        return "%s --no-defaults -h %s -P %d -u %s %s".formatted(client, host(), port, username(), database).strip();
    }

    private static Path template(LocalPrograms programs) {
        String version = Integer.toHexString(LocalPrograms.version(programs.mysqld()).hashCode());
        return programs.cache().once("mysql-data-" + version, dir -> {
            Path data = dir.resolve("data");
            var initialize = command(programs, data);
            initialize.add("--initialize-insecure");
            Command.run(initialize);
            // each copy is to get an identity of its own
            Files.deleteIfExists(data.resolve("auto.cnf"));
        }).resolve("data");
    }

    private static List<String> command(LocalPrograms programs, Path data) {
        var command = new ArrayList<>(List.of(programs.mysqld().toString(), "--no-defaults", "--datadir=" + data));
        if (LocalPrograms.runsAsRoot()) {
            command.add("--user=root");
        }
        return command;
    }
}
