package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.RedisServer;
import dev.accountrisk.servers.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** The suite's own servers, which nothing else uses. */
interface FaultServers extends AutoCloseable {
    /** Starts them; the data lives in the folder. */
    static FaultServers start(FaultKind.Setup setup, Path folder) throws IOException {
        return switch (setup) {
            case ONE -> new SingleServers(folder);
            case CLUSTER -> new ClusteredServers(folder);
        };
    }

    /** What they are, in words. */
    String inWords();

    /** Where MySQL is reached by who needs no proxy that the suite breaks. */
    MySqlAddress mysql();

    RedisServer redis();

    /** An empty database and new topics on these servers. */
    Scenario scenario(String name);

    /** Workers of this scenario that start from now on reach MySQL through the proxy. */
    void use(Scenario scenario, TcpProxy mysqlProxy);

    /** What can happen to these servers, other than to Redis and to connections. */
    Map<FaultKind, Fault> faults(Scenario scenario, TcpProxy mysqlProxy, Fleet fleet);

    /** Deletes logs of the rounds before that nobody reads. */
    void tidy() throws SQLException;

    /** Makes every server run, however an interrupted fault has left it. */
    void heal() throws IOException;

    @Override
    void close();
}
