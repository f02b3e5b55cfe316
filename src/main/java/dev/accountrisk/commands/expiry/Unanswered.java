package dev.accountrisk.commands.expiry;

import dev.accountrisk.commands.expiry.DueHoldStore.DueHold;
import dev.accountrisk.commands.expiry.DueHoldStore.DuePage;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The holds whose {@code EXPIRE} was sent and has no answer yet, and when each is sent again. The pauses grow, because repetitions
 * must not fill a partition that is not applied for half a day. One thread uses it.
 */
final class Unanswered {
    static final long FIRST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(2);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final NavigableMap<DueHold, Sent> sent = new TreeMap<>();
    private final Map<Integer, Integer> countOfPartition = new HashMap<>();

    private record Sent(long againAtNanos, long pauseNanos) {}

    /** Whether the hold's command was sent and is not answered. */
    boolean has(DueHold hold) {
        return sent.containsKey(hold);
    }

    /** Whether the hold's command is to be sent now, for the first time or again. */
    boolean isDue(DueHold hold, long nowNanos) {
        Sent before = sent.get(hold);
        return before == null || nowNanos - before.againAtNanos() >= 0;
    }

    /** How many commands of a partition have no answer. */
    int count(int partition) {
        return countOfPartition.getOrDefault(partition, 0);
    }

    /** The hold's command was sent. Each time, the next pause is twice as long. */
    void sent(DueHold hold, long nowNanos) {
        Sent before = sent.get(hold);
        if (before == null) {
            countOfPartition.merge(hold.sourcePartition(), 1, Integer::sum);
        }
        long pauseNanos = before == null
                ? FIRST_PAUSE_NANOS
                : Math.min(LONGEST_PAUSE_NANOS, 2 * before.pauseNanos());
        sent.put(hold, new Sent(nowNanos + pauseNanos, pauseNanos));
    }

    /** Waits for the same pause again, because the hold's partition is not applied at the moment. */
    void postpone(DueHold hold, long nowNanos) {
        sent.computeIfPresent(hold, (any, before) -> new Sent(nowNanos + before.pauseNanos(), before.pauseNanos()));
    }

    /** The hold's command did not arrive. */
    void forget(DueHold hold) {
        if (sent.remove(hold) != null) {
            countOfPartition.merge(hold.sourcePartition(), -1, Integer::sum);
        }
    }

    /** Another worker sends now. */
    void forgetAll() {
        sent.clear();
        countOfPartition.clear();
    }

    /** Forgets what has its answer: it would be in the page that was read after this hold. */
    void forgetAnswered(DueHold after, DuePage page) {
        Set<DueHold> open = Set.copyOf(page.holds());
        NavigableMap<DueHold, Sent> seen = page.isLast()
                ? sent.tailMap(after, false)
                : sent.subMap(after, false, page.holds().getLast(), true);
        seen.keySet().stream().filter(hold -> !open.contains(hold)).toList().forEach(this::forget);
    }
}
