package dev.accountrisk.commands.expiry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The partitions that did not take the last command. Each is tried with one command after a pause, which grows, until it takes it.
 * Belongs to one thread.
 */
final class SendPauses {
    static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<Integer, Pause> pauses = new HashMap<>();

    private record Pause(long untilNanos, long lengthNanos) {}

    /** Whether one more command may be sent to a partition. If it failed before, the answer is yes once per pause. */
    boolean take(int partition, long nowNanos) {
        Pause pause = pauses.get(partition);
        if (pause == null) {
            return true;
        }
        if (nowNanos - pause.untilNanos() < 0) {
            return false;
        }
        pauses.put(partition, new Pause(nowNanos + pause.lengthNanos(), pause.lengthNanos()));
        return true;
    }

    /** Commands to a partition failed. However many they were, the pause grows once. */
    void failed(int partition, long nowNanos) {
        Pause before = pauses.get(partition);
        long lengthNanos = before == null
                ? FIRST_PAUSE_NANOS
                : Math.min(LONGEST_PAUSE_NANOS, 2 * before.lengthNanos());
        pauses.put(partition, new Pause(nowNanos + lengthNanos, lengthNanos));
    }

    /** A partition took a command. */
    void succeeded(int partition) {
        pauses.remove(partition);
    }

    /** Whether every partition takes commands, as far as known. */
    boolean isEmpty() {
        return pauses.isEmpty();
    }
}
