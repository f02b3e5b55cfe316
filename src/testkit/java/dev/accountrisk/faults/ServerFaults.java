package dev.accountrisk.faults;

import dev.accountrisk.servers.ManagedServer;
import java.util.SplittableRandom;

/** What can happen to each server alike. */
final class ServerFaults {
    private ServerFaults() {}

    static void restart(ManagedServer server, SplittableRandom random) {
        server.kill();
        Fault.last(0, 3_000, random);
        server.start();
    }

    static void freeze(ManagedServer server, int leastMillis, int mostMillis, SplittableRandom random) {
        server.freeze();
        try {
            Fault.last(leastMillis, mostMillis, random);
        } finally {
            server.thaw();
        }
    }
}
