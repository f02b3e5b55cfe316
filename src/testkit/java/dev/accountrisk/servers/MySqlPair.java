package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A primary and a replica that follows it asynchronously, by GTID: two processes of this machine. The roles change with each
 * {@link #promote()}.
 */
public final class MySqlPair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OPTIONS = List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON",
            "--skip-replica-start=ON", "--plugin-load-add=mysql_clone.so", "--innodb-buffer-pool-size=256M",
            "--innodb-redo-log-capacity=256M");

    private volatile MySqlServer primary;
    private volatile MySqlServer replica;

    private MySqlPair(MySqlServer primary, MySqlServer replica) {
        this.primary = primary;
        this.replica = replica;
    }

    /** Starts both, and the replication between them. Empty where processes cannot be had. */
    public static Optional<MySqlPair> startProcesses(Path dir) {
        try {
            LocalPrograms programs = LocalPrograms.find(ServerCache.ofUser());
            MySqlPair pair = new MySqlPair(start(programs, dir, 1), start(programs, dir, 2));
            pair.follow();
            return Optional.of(pair);
        } catch (NoServersException nowhere) {
            return Optional.empty();
        }
    }

    private static MySqlServer start(LocalPrograms programs, Path dir, int number) {
        try {
            Path own = Files.createDirectories(dir.resolve("mysql-" + number));
            List<String> options = Command.of(OPTIONS, "--server-id=" + number);
            return LocalMySql.start(programs, own.toAbsolutePath(), options);
        } catch (IOException e) {
            throw new UncheckedIOException("MySQL cannot be started", e);
        }
    }

    /** The server that is the primary now. */
    public MySqlServer primary() {
        return primary;
    }

    /** The other one: the replica, or after a fail-over the old primary. */
    public MySqlServer replica() {
        return replica;
    }

    /** Always leads to the server that is the primary at that moment. */
    public MySqlServer currentPrimary() {
        return new CurrentPrimary(this);
    }

    /** What is committed from now on never reaches the replica. */
    public void stopReplication() {
        execute(replica, "STOP REPLICA");
    }

    /** Returns when the replica has everything that the primary has committed. */
    public void awaitReplica() {
        String committed = ask(primary, "SELECT @@gtid_executed");
        Eventually.await("the replica has all commits", PATIENCE,
                () -> ask(replica, "SELECT GTID_SUBSET('" + committed + "', @@gtid_executed)").equals("1"));
    }

    /** How many transactions of the first server the second does not have. */
    public static long missing(MySqlServer from, MySqlServer in) {
        String executed = ask(in, "SELECT @@gtid_executed");
        return GtidSet.count(ask(from, "SELECT GTID_SUBTRACT(@@gtid_executed, '" + executed + "')"));
    }

    /** The primary accepts no more writes, as at the begin of a planned switch. */
    public void makePrimaryReadOnly() {
        execute(primary, "SET GLOBAL super_read_only = ON");
    }

    /** Makes the replica the primary, with what it has. The old primary is left as it is. */
    public void promote() {
        execute(replica, "STOP REPLICA");
        execute(replica, "RESET REPLICA ALL");
        execute(replica, "SET GLOBAL super_read_only = OFF");
        execute(replica, "SET GLOBAL read_only = OFF");
        MySqlServer promoted = replica;
        replica = primary;
        primary = promoted;
    }

    /** Makes the old primary a replica of the new one. Whatever only the old one had is dropped. */
    public void rebuildReplica() {
        replica.start();
        execute(replica, "SET GLOBAL super_read_only = OFF");
        execute(replica, "SET GLOBAL clone_valid_donor_list = '%s:%d'".formatted(primary.host(), primary.port()));
        String clone = "CLONE INSTANCE FROM '%s'@'%s':%d IDENTIFIED BY '%s'".formatted(primary.username(),
                primary.host(), primary.port(), primary.password());
        try (var connection = replica.connect(""); var statement = connection.createStatement()) {
            statement.execute(clone);
        } catch (SQLException ended) {
            // it ends after it has cloned, because nothing here starts it again
        }
        Eventually.await("the replica has cloned the primary and ended", PATIENCE, () -> !replica.isRunning());
        replica.kill();
        replica.start();
        follow();
    }

    private void follow() {
        execute(replica,
                """
                        CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s', SOURCE_PASSWORD = '%s',
                        SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, GET_SOURCE_PUBLIC_KEY = 1"""
                        .formatted(primary.host(), primary.port(), primary.username(), primary.password()));
        execute(replica, "SET GLOBAL super_read_only = ON");
        execute(replica, "START REPLICA");
        awaitReplica();
    }

    @Override
    public void close() {
        primary.kill();
        replica.kill();
    }

    private static void execute(MySqlServer server, String sql) {
        try (var connection = server.connect(""); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String ask(MySqlServer server, String sql) {
        try (var connection = server.connect("");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
