package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.KafkaCluster;
import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.MySqlGroup;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.RedisServer;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/** A group of three MySQL servers, three brokers and one Redis, all processes of this machine. */
final class ClusteredServers implements FaultServers {
    /** So that a worker that is frozen for some seconds loses its session. */
    private static final Map<String, String> SHORT_SESSIONS = Map.of("group.consumer.session.timeout.ms", "6000");

    private final MySqlGroup group;
    private final KafkaCluster kafka;
    private final TestServers servers;

    ClusteredServers(Path folder) {
        // processes die here and the machine does not, so what was written is kept. A member that joins again is whole much sooner
        group = MySqlGroup.start(folder, "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=2")
                .orElseThrow(() -> new IllegalStateException("a group needs MySQL as a program of this machine"));
        kafka = KafkaCluster.start(folder, SHORT_SESSIONS);
        servers = TestServers.startRedisAlone(folder);
    }

    @Override
    public String inWords() {
        return "a group of three MySQL " + group.address().version() + ", three brokers";
    }

    @Override
    public MySqlAddress mysql() {
        return group.address();
    }

    @Override
    public RedisServer redis() {
        return servers.redis();
    }

    @Override
    public Scenario scenario(String name) {
        return new Scenario(group.address(), servers, kafka, name, Scenario.PARTITIONS);
    }

    @Override
    public void use(Scenario scenario, TcpProxy mysqlProxy) {
        scenario.useMySqlAt(mysqlProxy.host(), mysqlProxy.port());
    }

    @Override
    public Map<FaultKind, Fault> faults(Scenario scenario, TcpProxy mysqlProxy, Fleet fleet) {
        Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);
        faults.putAll(GroupFaults.of(group));
        faults.putAll(ClusterFaults.of(kafka, scenario));
        return faults;
    }

    /** Every member is online and has all of it. */
    @Override
    public void tidy() throws SQLException {
        for (MySqlServer member : group.members()) {
            try (Connection connection = member.connect(""); Statement statement = connection.createStatement()) {
                statement.execute("PURGE BINARY LOGS BEFORE NOW()");
            }
        }
    }

    @Override
    public void heal() {
        group.makeWhole();
        kafka.makeWhole();
        servers.redis().start();
    }

    @Override
    public void close() {
        servers.close();
        kafka.close();
        group.close();
    }
}
