package dev.accountrisk.faults;

import dev.accountrisk.acceptance.WorkerProcess;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.servers.FakeClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What happens to workers: they die, at any time or after a step of a batch, freeze, come and go, and have a wrong clock. */
final class WorkerFaults {
    private static final Duration POINT_REACHED_WITHIN = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(45);
    /** The broker refuses records whose time is more than an hour ahead. */
    private static final int MINUTES_AHEAD_MAX = 50;

    private final Fleet fleet;

    private WorkerFaults(Fleet fleet) {
        this.fleet = fleet;
    }

    static Map<FaultKind, Fault> of(Fleet fleet) {
        WorkerFaults faults = new WorkerFaults(fleet);
        Map<FaultKind, Fault> all = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            kind.step().ifPresent(step -> all.put(kind, random -> faults.dieAfter(step, random)));
        }
        all.put(FaultKind.KILL_WORKER, Fault.always(fleet::kill));
        all.put(FaultKind.STOP_WORKER, Fault.always(fleet::stop));
        all.put(FaultKind.FREEZE_WORKER, Fault.always(faults::freeze));
        all.put(FaultKind.REBALANCE_STORM, Fault.always(faults::comeAndGo));
        FakeClock.find()
                .ifPresent(clock -> all.put(FaultKind.CLOCK_AHEAD,
                        Fault.always(random -> faults.beAhead(clock, random))));
        return all;
    }

    private boolean dieAfter(EngineStep step, SplittableRandom random) {
        return fleet.killAfter(step, POINT_REACHED_WITHIN, random);
    }

    private void freeze(SplittableRandom random) {
        WorkerProcess sleeper = fleet.freeze(random);
        try {
            Fault.pause(7_000, 14_000, random);
        } finally {
            fleet.thaw(sleeper);
        }
    }

    private void comeAndGo(SplittableRandom random) {
        try (WorkerProcess guest = fleet.oneMore(Map.of())) {
            guest.awaitReady();
            Fault.pause(200, 3_000, random);
            if (random.nextBoolean()) {
                guest.terminate(GRACE);
            }
        }
    }

    private void beAhead(FakeClock clock, SplittableRandom random) {
        Duration by = Duration.ofMinutes(1 + random.nextInt(MINUTES_AHEAD_MAX));
        try (WorkerProcess guest = fleet.oneMore(clock.ahead(by))) {
            guest.awaitReady();
            Fault.pause(3_000, 8_000, random);
            guest.terminate(GRACE);
        }
    }
}
