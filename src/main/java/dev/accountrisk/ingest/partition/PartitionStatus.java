package dev.accountrisk.ingest.partition;

import dev.accountrisk.text.LastCause;
import java.util.Locale;

/**
 * The status of an assigned partition, for people and probes.
 *
 * @param cause one line that says why it is not running; empty while it runs
 */
public record PartitionStatus(Phase phase, String cause) {
    /** The phase of the partition. */
    public enum Phase {
        /** Its position is being looked up. */
        OPENING,
        /** Its records are applied as they arrive. */
        RUNNING,
        /** A fault that passes by itself is in the way. The worker tries again. */
        WAITING,
        /** A person must act. The worker still tries again from time to time, so that no restart is needed afterwards. */
        STOPPED
    }

    static final PartitionStatus RUNNING = new PartitionStatus(Phase.RUNNING, "");

    /** Whether its records are being applied. */
    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** In words; empty while it runs. */
    public String describe() {
        return isRunning() ? "" : phase.name().toLowerCase(Locale.ROOT) + ": " + cause;
    }

    public static PartitionStatus waiting(String cause) {
        return new PartitionStatus(Phase.WAITING, cause);
    }

    public static PartitionStatus stopped(String cause) {
        return new PartitionStatus(Phase.STOPPED, cause);
    }

    /** The same cause with every number but codes masked, because a pool's time-out differs by a millisecond from try to try. */
    PartitionStatus withoutNumbers() {
        return new PartitionStatus(phase, LastCause.withoutNumbers(cause));
    }
}
