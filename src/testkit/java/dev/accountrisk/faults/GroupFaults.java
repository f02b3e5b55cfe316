package dev.accountrisk.faults;

import dev.accountrisk.servers.MySqlGroup;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A group of MySQL servers loses its primary or its majority. Each fault returns when a primary accepts writes, so that the recovery is
 * the workers' own. The next one comes when the group is whole again.
 */
final class GroupFaults {
    /** Shorter and longer than a worker waits for an answer. */
    private static final int ALONE_MILLIS_MIN = 3_000;
    private static final int ALONE_MILLIS_MAX = 20_000;

    private GroupFaults() {}

    static Map<FaultKind, Fault> of(MySqlGroup group) {
        Map<FaultKind, Fault> faults = new EnumMap<>(Map.of(
                FaultKind.KILL_PRIMARY, fault(group, random -> group.killPrimary()),
                FaultKind.FREEZE_PRIMARY, fault(group, random -> group.freezePrimary()),
                FaultKind.SWITCH_PRIMARY, fault(group, random -> group.switchPrimary()),
                FaultKind.LOSE_QUORUM, fault(group, random -> group.loseQuorum(alone(random)))));
        if (MySqlGroup.canCutOff()) {
            faults.put(FaultKind.CUT_OFF_PRIMARY, fault(group, random -> group.cutOffPrimary()));
        }
        return faults;
    }

    private static Fault fault(MySqlGroup group, Fault.Act act) {
        return Fault.mended(act, group::makeWhole);
    }

    private static Duration alone(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(ALONE_MILLIS_MIN, ALONE_MILLIS_MAX));
    }
}
