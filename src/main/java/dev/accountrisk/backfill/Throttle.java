package dev.accountrisk.backfill;

/**
 * Lets live consumers come first: while they are far behind and getting on, the replay waits. It does not wait for consumers that
 * stand still, and not for ever: now and then one batch goes through, so that a replay ends under a load that never does.
 */
final class Throttle {
    static final long HELD_NANOS_MAX = 5_000_000_000L;

    private final long lagMax;
    private long lag;
    private long applied = -1;
    private boolean gettingOn;
    private long heldSinceNanos = -1;

    Throttle(long lagMax) {
        this.lagMax = lagMax;
    }

    /**
     * What was seen of the live consumers.
     *
     * @param liveLag     how many records they are behind
     * @param livePosition the sum of their positions
     */
    synchronized void saw(long liveLag, long livePosition) {
        gettingOn = applied >= 0 && livePosition > applied;
        applied = livePosition;
        lag = liveLag;
    }

    /** Whether the next batch has to wait. */
    synchronized boolean holds(long nowNanos) {
        if (!gettingOn || lag <= lagMax) {
            heldSinceNanos = -1;
            return false;
        }
        if (heldSinceNanos < 0) {
            heldSinceNanos = nowNanos;
            return true;
        }
        if (nowNanos - heldSinceNanos < HELD_NANOS_MAX) {
            return true;
        }
        heldSinceNanos = nowNanos;
        return false;
    }
}
