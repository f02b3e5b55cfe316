package dev.accountrisk.faults;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** When a round has had its faults: after its time, or earlier when enough were done and each side had one. */
final class RoundEnd {
    /** Even on a fast machine, so that the faults meet a load. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final long leastNanos;
    private final long endNanos;
    private final int enough;
    private final Map<FaultKind.Side, Integer> done = new EnumMap<>(FaultKind.Side.class);

    RoundEnd(Duration length, int enough, Set<FaultKind.Side> sides) {
        long nowNanos = System.nanoTime();
        this.leastNanos = nowNanos + LEAST.toNanos();
        this.endNanos = nowNanos + length.toNanos();
        this.enough = enough;
        sides.forEach(side -> done.put(side, 0));
    }

    /** A fault of this side is over, and the workers have recovered. */
    synchronized void count(FaultKind.Side side) {
        done.merge(side, 1, Integer::sum);
    }

    synchronized boolean isReached() {
        boolean isEnough = done.values().stream().mapToInt(Integer::intValue).sum() >= enough
                && !done.containsValue(0);
        long nowNanos = System.nanoTime();
        return (isEnough && nowNanos - leastNanos >= 0) || nowNanos - endNanos >= 0;
    }
}
