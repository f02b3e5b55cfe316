package dev.accountrisk.outbox.lanes;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many lanes a worker takes and gives back. A worker's share is the number of lanes divided by that of live workers, rounded up.
 *
 * <ul>
 * <li>Up to its share, a worker takes any free lane at once.
 * <li>Beyond its share it takes a lane that has been free for a while: workers that are counted may not relay.
 * <li>It gives back what exceeds its share only while another worker asks for lanes, and then not again for a while. So lanes do not
 * move back and forth, whoever is counted.
 * </ul>
 *
 * <p>It asks no clock and no database. Belongs to one thread.
 */
final class RelayShare {
    /** How long a lane must have been free before a worker takes it beyond its share. */
    static final long UNCLAIMED_NANOS = 2_000_000_000L;
    /** The least time between two hand-overs: a worker that asks, is frozen, and takes nothing, leaves lanes unclaimed no more often. */
    static final long GIVEN_BACK_NANOS = 10_000_000_000L;

    private final Map<Integer, Long> freeSinceNanos = new HashMap<>();
    private int share = OutboxLane.COUNT;
    private boolean hasGivenBack;
    private long gaveBackAtNanos;

    /** Divides the lanes among workers. This one counts even if nobody has counted it. */
    void divideAmong(int workers) {
        share = Math.ceilDiv(OutboxLane.COUNT, Math.max(1, workers));
    }

    /** Notes which lanes nobody has at a time. A lane that is missing loses its free-since time. */
    void see(Set<Integer> free, long nowNanos) {
        freeSinceNanos.keySet().retainAll(free);
        free.forEach(lane -> freeSinceNanos.putIfAbsent(lane, nowNanos));
    }

    /** Whether to take a lane that was just seen to be free, with so many held. */
    boolean mayTake(int lane, int held, long nowNanos) {
        Long since = freeSinceNanos.get(lane);
        return since != null && (held < share || nowNanos - since >= UNCLAIMED_NANOS);
    }

    /** Whether to ask for lanes, with so many held. */
    boolean asks(int held) {
        return held < share;
    }

    /** How many lanes to give back now to another worker that asks for some, with so many held. */
    int giveBack(int held, long nowNanos) {
        boolean gaveBackJustNow = hasGivenBack && nowNanos - gaveBackAtNanos < GIVEN_BACK_NANOS;
        if (held <= share || gaveBackJustNow) {
            return 0;
        }
        hasGivenBack = true;
        gaveBackAtNanos = nowNanos;
        return held - share;
    }
}
