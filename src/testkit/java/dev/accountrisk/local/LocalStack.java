package dev.accountrisk.local;

import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.MySqlGroup;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/**
 * The servers of a local run.
 *
 * @param mysql where the worker reaches MySQL
 * @param more lines about MySQL for the person who watches; none if it is one server
 */
record LocalStack(TestServers servers, MySqlAddress mysql, String more) {

    static LocalStack start(MySqlSetup setup) {
        return switch (setup) {
            case ONE -> {
                TestServers servers = TestServers.shared();
                yield new LocalStack(servers, servers.mysql(), "");
            }
            case GROUP -> withGroup();
        };
    }

    private static LocalStack withGroup() {
        Path dir = TestServers.temporaryFolder();
        TestServers servers = TestServers.startWithoutMySql(dir);
        SpringApplication.getShutdownHandlers().add(servers::close);
        MySqlGroup group = MySqlGroup.start(dir)
                .orElseThrow(() -> new IllegalStateException(
                        "--mysql=group needs mysqld on the PATH, or a Debian machine with apt-get"));
        SpringApplication.getShutdownHandlers().add(group::close);
        String more = "\n  members   %s\n            kill -9 $(pgrep -f -- --port=%d) kills the primary: the address below follows"
                .formatted(group.describe(), group.awaitPrimary().port());
        return new LocalStack(servers, group.address(), more);
    }
}
