package dev.accountrisk.faults;

import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.util.SplittableRandom;

/** Every connection of the workers is lost, and the servers' names do not resolve for a while. */
final class UnknownNames {
    private final TestServers servers;
    private final TcpProxy mysqlProxy;
    private final HostNames names;

    private UnknownNames(TestServers servers, TcpProxy mysqlProxy, HostNames names) {
        this.servers = servers;
        this.mysqlProxy = mysqlProxy;
        this.names = names;
    }

    static Fault of(TestServers servers, TcpProxy mysqlProxy, HostNames names) {
        return Fault.always(new UnknownNames(servers, mysqlProxy, names)::forget);
    }

    private void forget(SplittableRandom random) throws IOException {
        names.forget();
        try {
            servers.kafka().kill();
            servers.kafka().start();
            mysqlProxy.resetAll();
            servers.redis().command("CLIENT KILL TYPE normal");
            servers.redis().command("CLIENT KILL TYPE pubsub");
            Fault.pause(3_000, 10_000, random);
        } finally {
            names.know();
        }
    }
}
