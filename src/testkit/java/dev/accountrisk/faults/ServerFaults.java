package dev.accountrisk.faults;

import dev.accountrisk.servers.ManagedServer;
import java.util.SplittableRandom;

/** What can happen to each server alike. */
final class ServerFaults {
    private ServerFaults() {}

    static void restart(ManagedServer server, SplittableRandom random) {
        server.kill();
        Fault.pause(0, 3_000, random);
        server.start();
    }

    static void freeze(ManagedServer server, int leastMillis, int mostMillis, SplittableRandom random) {
        server.freeze();
        try {
            Fault.pause(leastMillis, mostMillis, random);
        } finally {
            server.thaw();
        }
    }
}
