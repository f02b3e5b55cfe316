package dev.accountrisk.faults;

import dev.accountrisk.servers.RedisServer;
import java.util.Map;
import java.util.SplittableRandom;

/** What happens to Redis: it forgets, dies and freezes. */
final class RedisFaults {
    private static final int FLUSHES = 5;

    private RedisFaults() {}

    static Map<FaultKind, Fault> of(RedisServer redis) {
        return Map.of(
                FaultKind.FLUSH_REDIS, Fault.always(random -> flush(redis, random)),
                FaultKind.KILL_REDIS, Fault.always(random -> ServerFaults.restart(redis, random)),
                FaultKind.FREEZE_REDIS, Fault.always(random -> ServerFaults.freeze(redis, 1_000, 6_000, random)));
    }

    private static void flush(RedisServer redis, SplittableRandom random) {
        for (int times = 0; times < FLUSHES; times++) {
            redis.flushAll();
            Fault.pause(0, 500, random);
        }
    }
}
