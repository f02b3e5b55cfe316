package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.servers.ManagedServer;
import dev.accountrisk.servers.SmallDisk;
import java.time.Duration;
import java.util.SplittableRandom;

/** A server's disk is full for a while. */
final class FullDisk {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final Duration ENDS_LATE_WITHIN = Duration.ofSeconds(2);

    private FullDisk() {}

    /** MySQL waits for room, or ends and is started again. */
    static Fault ofMySql(SmallDisk disk, ManagedServer mysql) {
        return Fault.always(random -> {
            fill(disk, mysql, random);
            Pause.until(ENDS_LATE_WITHIN, () -> !mysql.isRunning());
            mysql.start();
        });
    }

    /** The broker ends, or cannot be used until it is started again. */
    static Fault ofBroker(SmallDisk disk, ManagedServer broker) {
        return Fault.always(random -> {
            fill(disk, broker, random);
            broker.kill();
            broker.start();
        });
    }

    private static void fill(SmallDisk disk, ManagedServer server, SplittableRandom random) {
        disk.fill();
        try {
            Pause.until(ENDS_WITHIN, () -> !server.isRunning());
            Fault.pause(0, 3_000, random);
        } finally {
            disk.free();
        }
    }
}
