package dev.accountrisk.outbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Lanes whose events could not be sent when they were last tried. While others are sent, such a lane is left out for a second. */
final class FailedLanes {
    private static final long LEFT_OUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SortedMap<Integer, Failed> failed = new TreeMap<>();

    private record Failed(String cause, long retryAtNanos) {}

    /** The lanes to try now, of those that are held. A lane that is no longer held is forgotten. */
    List<Integer> due(List<Integer> held, long nowNanos) {
        failed.keySet().retainAll(held);
        return held.stream().filter(lane -> isDue(lane, nowNanos)).toList();
    }

    private boolean isDue(int lane, long nowNanos) {
        Failed before = failed.get(lane);
        return before == null || nowNanos - before.retryAtNanos() >= 0;
    }

    /**
     * Notes a round.
     *
     * @param tried   the lanes that were tried
     * @param causes  why some of them failed
     * @param hasSent whether anything was sent. If nothing was, the whole relay pauses, and no lane is left out of its next round
     */
    void note(List<Integer> tried, Map<Integer, String> causes, boolean hasSent, long nowNanos) {
        failed.keySet().removeAll(tried);
        causes.forEach((lane, cause) -> failed.put(lane,
                new Failed(cause, hasSent ? nowNanos + LEFT_OUT_NANOS : nowNanos)));
    }

    boolean isEmpty() {
        return failed.isEmpty();
    }

    Set<Integer> lanes() {
        return Set.copyOf(failed.keySet());
    }

    /** Why they failed, in the order of lanes: the same text as long as nothing changes. */
    String cause() {
        return failed.values().stream().map(Failed::cause).distinct().collect(Collectors.joining("; "));
    }
}
