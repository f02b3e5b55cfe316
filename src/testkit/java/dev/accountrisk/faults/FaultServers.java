package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
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
 * The suite's own servers: processes with their files, names and, for root, disks in the suite's hands; containers where there are
 * no such processes.
 */
final class FaultServers implements AutoCloseable {
    private static final long MYSQL_BYTES = 8L << 30;
    private static final long BROKER_BYTES = 4L << 30;

    private final Path brokerData;
    private final TestServers servers;
    private final boolean ownFiles;
    private final Optional<SmallDisk> mysqlDisk;
    private final Optional<SmallDisk> brokerDisk;
    private final HostNames names;

    FaultServers(Path folder) throws IOException {
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

    TestServers trio() {
        return servers;
    }

    /** A round's workers reach MySQL through its proxy, and every server by a name that can be forgotten. */
    void use(Scenario scenario, TcpProxy mysqlProxy) {
        if (ownFiles) {
            names.use(scenario, mysqlProxy.port(), servers.kafka().port(), servers.redis().port());
        } else {
            scenario.useMySqlAt(mysqlProxy.host(), mysqlProxy.port());
        }
    }

    /** The faults for which it takes files, disks or properties of the servers, as far as these can be had. */
    Map<FaultKind, Fault> faults(Scenario scenario, TcpProxy mysqlProxy, Fleet fleet) {
        Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);
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

    /** The rounds before left logs that nobody reads, on a disk that is memory. */
    void tidy() throws SQLException {
        try (Connection connection = servers.mysql().connect(""); Statement statement = connection.createStatement()) {
            statement.execute("PURGE BINARY LOGS BEFORE NOW()");
        }
    }

    /** Makes every server run, however an interrupted fault has left it. */
    void heal() throws IOException {
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
