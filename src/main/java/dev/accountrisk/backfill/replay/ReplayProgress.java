package dev.accountrisk.backfill.replay;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.engine.record.Source;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How many records this process has processed, and how far it is in each partition. Shared by threads. */
public final class ReplayProgress {
    private final LongSupplier nanoTime;
    private final LongAdder records = new LongAdder();
    private final Map<Source, Part> parts = new ConcurrentHashMap<>();

    ReplayProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How far the process is in a partition.
     *
     * @param started the offset that it began at
     * @param next    the first offset that it has not processed
     * @param millis  how long it has taken from the one to the other
     */
    public record Reached(long started, long next, long millis) {}

    private record Part(long started, long next, long beganNanos, OptionalLong endNanos) {
        Part at(long offset) {
            return endNanos.isPresent() ? this : new Part(started, offset, beganNanos, endNanos);
        }

        Part ended(long nanos) {
            return endNanos.isPresent() ? this : new Part(started, next, beganNanos, OptionalLong.of(nanos));
        }

        Reached reached(long nowNanos) {
            return new Reached(started, next, TimeUnit.NANOSECONDS.toMillis(endNanos.orElse(nowNanos) - beganNanos));
        }
    }

    /** A partition's first turn began. Its later turns continue it. */
    void begin(Range range) {
        parts.computeIfAbsent(range.source(),
                _ -> new Part(range.from(), range.from(), nanoTime.getAsLong(), OptionalLong.empty()));
    }

    /** Records of a partition were processed, the last of them before this offset. */
    void processed(Source source, long next, int count) {
        records.add(count);
        parts.computeIfPresent(source, (_, part) -> part.at(next));
    }

    /** A partition's range is complete. What is replayed of it later, to catch up with the workers, does not count. */
    void complete(Source source) {
        parts.computeIfPresent(source, (_, part) -> part.ended(nanoTime.getAsLong()));
    }

    long records() {
        return records.sum();
    }

    /** How far it is in the partitions that have begun. */
    public Map<Source, Reached> reached() {
        long nowNanos = nanoTime.getAsLong();
        return parts.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().reached(nowNanos)));
    }
}
