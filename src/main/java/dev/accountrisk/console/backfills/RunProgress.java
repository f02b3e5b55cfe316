package dev.accountrisk.console.backfills;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is in all of its partitions. What is not known is null.
 *
 * @param perSecond   records a second of the partitions under way together
 * @param secondsLeft how long all that is not replayed takes at this rate
 */
record RunProgress(long done, long all, int percent, @Nullable Double perSecond, @Nullable Long secondsLeft) {
    static RunProgress of(List<PartProgress> parts) {
        long all = parts.stream().mapToLong(part -> part.untilOffset() - part.fromOffset()).sum();
        long left = parts.stream().mapToLong(PartProgress::recordsLeft).sum();
        double perSecond = parts.stream().filter(part -> part.state() == PartState.MOVES).mapToDouble(part -> {
            Double known = part.perSecond();
            return known == null ? 0 : known;
        }).sum();
        return new RunProgress(all - left, all, PartProgress.percent(all - left, all), perSecond > 0 ? perSecond : null,
                perSecond > 0 ? (long) Math.ceil(left / perSecond) : null);
    }

    /** How long it may take, or null. */
    public @Nullable Duration left() {
        return secondsLeft == null ? null : Duration.ofSeconds(secondsLeft);
    }
}
