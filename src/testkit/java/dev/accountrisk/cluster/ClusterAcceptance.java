package dev.accountrisk.cluster;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * One step of {@code deploy/kubernetes/acceptance.sh}. {@code MYSQL} and {@code KAFKA} in the environment say where the servers are
 * ({@code host:port}), {@code MYSQL_USER} and {@code MYSQL_PASSWORD} who may create databases and users there.
 *
 * <pre>
 * prepare        new databases, users and topics
 * grant FOLDER   the grants of FOLDER/grants.sql and FOLDER/backfill.sql
 * sql STATEMENT  runs a statement, or prints what a query answers
 * command A J    sends a record with the key A and the value J to the topic of commands
 * send           sends until it is ended
 * backlog N      sends N rounds at once
 * drained        waits until everything is applied and has left
 * verify         the same, and compares it with the model
 * remove         drops the databases, users and topics
 * fetch          downloads the programs of the servers
 * serve A F D    starts servers of its own: see {@link OwnServers}
 * </pre>
 *
 * <p>Ends with 0, or with 1 and one line that says why.
 */
public final class ClusterAcceptance {
    private ClusterAcceptance() {}

    /** Does the step. */
    public static void main(String[] arguments) {
        try {
            switch (arguments[0]) {
                case "fetch" -> OwnServers.fetch();
                case "serve" -> OwnServers.serve(Arrays.copyOfRange(arguments, 1, arguments.length));
                default -> run(arguments);
            }
        } catch (Exception | AssertionError failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(String... arguments) throws Exception {
        try (ClusterServers servers = ClusterServers.fromEnvironment()) {
            run(servers, arguments);
        }
    }

    private static void run(ClusterServers servers, String... arguments) throws Exception {
        switch (arguments[0]) {
            case "prepare" -> servers.prepare();
            case "grant" -> servers.grant(Path.of(arguments[1]));
            case "sql" -> System.out.print(servers.sql(arguments[1]));
            case "command" -> new ClusterLoad(servers).sendCommand(arguments[1], arguments[2]);
            case "send" -> new ClusterLoad(servers).send();
            case "backlog" -> new ClusterLoad(servers).sendRounds(Integer.parseInt(arguments[1]));
            case "drained" -> servers.awaitDrained();
            case "verify" -> System.out.println(new ClusterVerdict(servers).reach());
            case "remove" -> servers.remove();
            default -> throw new IllegalArgumentException("no step: " + arguments[0]);
        }
    }
}
