package dev.accountrisk.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A MariaDB as a process of this machine: a server that speaks MySQL's protocol and is none. It lets everybody in. */
public final class MariaDb extends LocalProcess implements MySqlAddress {
    private MariaDb(int port, List<String> command, Path log) {
        super("MariaDB", port, command, log, () -> MySqlGreeting.isGiven(Ports.HOST, port));
    }

    /** Starts one whose data is in a folder; empty on a machine where it cannot be had. */
    public static Optional<MariaDb> start(Path dir) throws IOException {
        Optional<Path> program = Tool.MARIADBD.find();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = Ports.reserve();
        Path data = Files.createDirectories(dir.resolve("mariadb"));
        // without its tables of users, which only a script of another package makes
        List<String> command = new ArrayList<>(List.of(program.get().toString(), "--no-defaults", "--skip-grant-tables",
                "--datadir=" + data, "--bind-address=" + Ports.HOST, "--port=" + port, "--socket=mariadb.sock",
                "--skip-networking=0"));
        if (LocalPrograms.runsAsRoot()) {
            command.add("--user=root");
        }
        MariaDb server = new MariaDb(port, command, dir.resolve("mariadb.log"));
        server.start();
        return Optional.of(server);
    }

    @Override
    public String clientCommandLine(String database) {
        return "mysql -h %s -P %d -u %s %s".formatted(host(), port(), username(), database).strip();
    }
}
