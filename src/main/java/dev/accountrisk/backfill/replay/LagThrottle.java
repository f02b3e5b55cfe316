package dev.accountrisk.backfill.replay;

/**
 * Gives live consumers priority: while their lag is large and they make progress, the replay waits. It does not wait for consumers
 * that make none, nor for ever: one batch is let through every few seconds, so that a replay ends under a load that does not.
 */
public final class LagThrottle {
    static final long HELD_NANOS_MAX = 5_000_000_000L;

    private final long lagMax;
    private long lag;
    private long applied = -1;
    private boolean progressing;
    private long heldSinceNanos = -1;

    public LagThrottle(long lagMax) {
        this.lagMax = lagMax;
    }

    /**
     * Takes what was measured.
     *
     * @param liveLag      the lag of the live consumers in records
     * @param livePosition the sum of their positions
     */
    synchronized void saw(long liveLag, long livePosition) {
        progressing = applied >= 0 && livePosition > applied;
        applied = livePosition;
        lag = liveLag;
    }

    /** Whether the next batch must wait. */
    synchronized boolean holds(long nowNanos) {
        if (!progressing || lag <= lagMax) {
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
