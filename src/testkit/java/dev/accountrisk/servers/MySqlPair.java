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
 * A primary and a replica that follows it by GTID, asynchronously at first: two processes of this machine. The roles change with each
 * {@link #promote()}.
 */
public final class MySqlPair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OPTIONS = List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON",
            "--skip-replica-start=ON", "--plugin-load-add=semisync_source.so;semisync_replica.so",
            "--innodb-buffer-pool-size=256M", "--innodb-redo-log-capacity=256M");

    private final LocalPrograms programs;
    private final Path dir;
    private int started;
    private volatile MySqlServer primary;
    private volatile MySqlServer replica;

    private MySqlPair(LocalPrograms programs, Path dir) {
        this.programs = programs;
        this.dir = dir.toAbsolutePath();
        this.primary = startNew();
        this.replica = startNew();
        follow();
    }

    /** Starts both, and the replication between them. Empty where processes cannot be had. */
    public static Optional<MySqlPair> startProcesses(Path dir) {
        try {
            return Optional.of(new MySqlPair(LocalPrograms.find(ServerCache.ofUser()), dir));
        } catch (NoServersException nowhere) {
            return Optional.empty();
        }
    }

    private MySqlServer startNew() {
        started++;
        try {
            Path own = Files.createDirectories(dir.resolve("mysql-" + started));
            return LocalMySql.start(programs, own, Command.of(OPTIONS, "--server-id=" + started));
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

    /**
     * From now on a COMMIT returns, and others see its transaction, once the replica has it.
     *
     * @param patience after which the primary no longer waits for a replica that gives no answer
     */
    public void beSemiSynchronous(Duration patience) {
        execute(replica, "SET GLOBAL rpl_semi_sync_replica_enabled = ON");
        execute(replica, "STOP REPLICA IO_THREAD");
        execute(replica, "START REPLICA IO_THREAD");
        execute(primary, "SET GLOBAL rpl_semi_sync_source_timeout = " + patience.toMillis());
        execute(primary, "SET GLOBAL rpl_semi_sync_source_enabled = ON");
        Eventually.await("the replica confirms what it has", PATIENCE,
                () -> ask(primary, "SELECT VARIABLE_VALUE FROM performance_schema.global_status"
                        + " WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'").equals("1"));
    }

    /** Returns when the replica has applied all that it received. The primary may be gone. */
    public void applyReceived() {
        Eventually.await("the replica has applied what it received", PATIENCE,
                () -> ask(replica, "SELECT GTID_SUBSET(received_transaction_set, @@gtid_executed)"
                        + " FROM performance_schema.replication_connection_status WHERE channel_name = ''")
                        .equals("1"));
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

    /**
     * Makes the other server a replica of the primary. If it is down, or has what the primary lacks, an empty server takes its place and
     * runs everything that was ever committed.
     */
    public void makeWhole() {
        if (!replica.isRunning() || missing(replica, primary) > 0) {
            replica.kill();
            replica = startNew();
        }
        execute(replica, "STOP REPLICA");
        follow();
    }

    private void follow() {
        execute(replica,
                """
                        CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s', SOURCE_PASSWORD = '%s',
                        SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, GET_SOURCE_PUBLIC_KEY = 1"""
                        .formatted(primary.host(), primary.port(), primary.username(), primary.password()));
        execute(replica, "SET GLOBAL super_read_only = ON");
        execute(replica, "SET GLOBAL sync_binlog = 0, innodb_flush_log_at_trx_commit = 0");
        execute(replica, "START REPLICA");
        awaitReplica();
        execute(replica, "SET GLOBAL sync_binlog = 1, innodb_flush_log_at_trx_commit = 1");
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
