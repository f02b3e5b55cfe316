package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.servers.ManagedServer;
import dev.accountrisk.servers.SmallDisk;
import java.time.Duration;
import java.util.SplittableRandom;

/** A server's disk is full for a while. A server that ends for it is started again once there is room. */
final class FullDisk {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private FullDisk() {}

    static Fault of(SmallDisk disk, ManagedServer server) {
        return Fault.always(random -> fill(disk, server, random));
    }

    private static void fill(SmallDisk disk, ManagedServer server, SplittableRandom random) {
        disk.fill();
        try {
            Pause.until(ENDS_WITHIN, () -> !server.isRunning());
            Fault.last(0, 3_000, random);
        } finally {
            disk.free();
            server.start();
        }
    }
}
