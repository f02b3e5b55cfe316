package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.RedisServer;
import dev.accountrisk.servers.SmallDisk;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One MySQL, one broker and one Redis: processes with their files, names and, for root, disks in the suite's hands; containers where there are
 * no such processes.
 */
final class SingleServers implements FaultServers {
    private static final long MYSQL_BYTES = 8L << 30;
    private static final long BROKER_BYTES = 4L << 30;

    private final Path brokerData;
    private final TestServers servers;
    private final boolean ownFiles;
    private final Optional<SmallDisk> mysqlDisk;
    private final Optional<SmallDisk> brokerDisk;
    private final HostNames names;

    SingleServers(Path folder) throws IOException {
        this.brokerData = folder.resolve("kafka").resolve("data");
        this.names = new HostNames(folder.resolve("hosts"));
        this.mysqlDisk = SmallDisk.mount(folder.resolve("mysql"), MYSQL_BYTES);
        this.brokerDisk = SmallDisk.mount(brokerData, BROKER_BYTES);
        Map<String, String> brokerProperties = new HashMap<>(BrokerFaults.RIGHTS);
        brokerProperties.put("advertised.listeners", "PLAINTEXT://" + HostNames.BROKER_ITSELF + ":{port}");
        Optional<TestServers> processes = TestServers.startOwnProcesses(folder, brokerProperties);
        this.ownFiles = processes.isPresent();
        this.servers = processes.orElseGet(() -> TestServers.startOwn(folder));
    }

    @Override
    public String inWords() {
        return servers.kind() + ", MySQL " + servers.mysql().version();
    }

    @Override
    public MySqlAddress mysql() {
        return servers.mysql();
    }

    @Override
    public RedisServer redis() {
        return servers.redis();
    }

    @Override
    public Scenario scenario(String name) {
        return new Scenario(servers, name);
    }

    /** By a name that can be forgotten, as every server. */
    @Override
    public void use(Scenario scenario, TcpProxy mysqlProxy) {
        if (ownFiles) {
            names.use(scenario, mysqlProxy.port(), servers.kafka().port(), servers.redis().port());
        } else {
            scenario.useMySqlAt(mysqlProxy.host(), mysqlProxy.port());
        }
    }

    /** Some take files, disks or properties of the servers: they are there as far as these can be had. */
    @Override
    public Map<FaultKind, Fault> faults(Scenario scenario, TcpProxy mysqlProxy, Fleet fleet) {
        Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);
        faults.putAll(MySqlFaults.of(servers.mysql()));
        faults.putAll(MySqlLimits.of(servers.mysql(), scenario));
        faults.putAll(BrokerFaults.of(scenario.kafka()));
        if (ownFiles) {
            faults.put(FaultKind.DENY_GROUP, BrokerFaults.denial(scenario, fleet));
            faults.put(FaultKind.CORRUPT_BATCH, CorruptBatch.of(scenario, fleet, brokerData));
            faults.put(FaultKind.UNKNOWN_NAMES, UnknownNames.of(servers, mysqlProxy, names));
            mysqlDisk.ifPresent(disk -> faults.put(FaultKind.FULL_MYSQL_DISK, FullDisk.ofMySql(disk, servers.mysql())));
            brokerDisk.ifPresent(
                    disk -> faults.put(FaultKind.FULL_BROKER_DISK, FullDisk.ofBroker(disk, servers.kafka())));
        }
        return faults;
    }

    /** The disk is memory. */
    @Override
    public void tidy() throws SQLException {
        try (Connection connection = servers.mysql().connect(""); Statement statement = connection.createStatement()) {
            statement.execute("PURGE BINARY LOGS BEFORE NOW()");
        }
    }

    @Override
    public void heal() throws IOException {
        names.know();
        mysqlDisk.ifPresent(SmallDisk::free);
        brokerDisk.ifPresent(SmallDisk::free);
        servers.mysql().start();
        servers.redis().start();
        servers.kafka().start();
    }

    @Override
    public void close() {
        servers.close();
        mysqlDisk.ifPresent(SmallDisk::close);
        brokerDisk.ifPresent(SmallDisk::close);
    }
}
