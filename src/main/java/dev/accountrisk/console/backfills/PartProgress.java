package dev.accountrisk.console.backfills;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is in one partition, how fast, and how long it may take. What is not known is null.
 *
 * @param nextOffset  the first offset that is not replayed
 * @param perSecond   records a second, since the process at work began the partition: a pause between two processes does not count
 * @param secondsLeft how long the rest takes at this rate
 * @param reportedAt  when a process last reported on it
 */
record PartProgress(String topic, int partitionNo, PartState state, long fromOffset, long nextOffset, long untilOffset,
        int percent, @Nullable Double perSecond, @Nullable Long secondsLeft, long differences,
        @Nullable Instant reportedAt) {
    /** A process that has not reported for so long is gone, or cannot reach MySQL. It reports every three seconds. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);
    private static final double MILLIS = 1e3;
    private static final int ALL = 100;

    /**
     * Computes it.
     *
     * @param report the newest report of a process about it, or null
     */
    static PartProgress of(BackfillView run, Part part, @Nullable Report report, Instant now) {
        PartState state = state(run, part, report, now);
        long at = part.finished() ? part.untilOffset() : at(part, report);
        Double perSecond = state == PartState.MOVES || state == PartState.DONE ? perSecond(report) : null;
        Long secondsLeft = perSecond == null || state == PartState.DONE
                ? null
                : (long) Math.ceil((part.untilOffset() - at) / perSecond);
        return new PartProgress(part.topic(), part.partitionNo(), state, part.fromOffset(), at, part.untilOffset(),
                percent(at - part.fromOffset(), part.untilOffset() - part.fromOffset()), perSecond, secondsLeft,
                part.differences(), report == null ? null : report.reportedAt());
    }

    /** Whether a process that reported at a time is still there. */
    static boolean isFresh(@Nullable Instant reportedAt, Instant now) {
        return reportedAt != null && Duration.between(reportedAt, now).compareTo(SILENT_AFTER) < 0;
    }

    /** How many of some records are done, from 0 to 100: 100 only if all are. */
    static int percent(long done, long all) {
        return all <= 0 ? ALL : (int) (done * ALL / all);
    }

    private static PartState state(BackfillView run, Part part, @Nullable Report report, Instant now) {
        if (part.finished()) {
            return PartState.DONE;
        }
        if (!run.mayBeUnderWay()) {
            return PartState.STOPPED;
        }
        if (report == null) {
            return PartState.UNKNOWN;
        }
        if (!isFresh(report.reportedAt(), now)) {
            return PartState.SILENT;
        }
        return report.startedOffset() == null ? PartState.WAITS : PartState.MOVES;
    }

    private static long at(Part part, @Nullable Report report) {
        Long reached = report == null ? null : report.reachedOffset();
        return reached == null
                ? part.nextOffset()
                : Math.clamp(reached, part.nextOffset(), Math.max(part.nextOffset(), part.untilOffset()));
    }

    private static @Nullable Double perSecond(@Nullable Report report) {
        Long started = report == null ? null : report.startedOffset();
        Long reached = report == null ? null : report.reachedOffset();
        return report == null || started == null || reached == null || reached <= started || report.millis() <= 0
                ? null
                : (reached - started) * MILLIS / report.millis();
    }

    long recordsLeft() {
        return untilOffset - nextOffset;
    }

    /** How long it may take, or null. */
    public @Nullable Duration left() {
        return secondsLeft == null ? null : Duration.ofSeconds(secondsLeft);
    }
}
