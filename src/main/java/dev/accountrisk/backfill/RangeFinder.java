package dev.accountrisk.backfill;

import dev.accountrisk.engine.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the offsets that a range means, and refuses one that the log does not hold. Pure, but for what it is given. */
final class RangeFinder {
    private final String topic;
    private final TopicLog.Identity identity;
    private final Map<Integer, Long> beginnings;
    private final Map<Integer, Long> ends;

    RangeFinder(String topic, TopicLog.Identity identity, Map<Integer, Long> beginnings, Map<Integer, Long> ends) {
        this.topic = topic;
        this.identity = identity;
        this.beginnings = beginnings;
        this.ends = ends;
    }

    /** Asks where each partition's records of a time begin. */
    @FunctionalInterface
    interface ByTime {
        Map<Integer, Long> offsets(long epochMillis) throws Exception;
    }

    List<Range> find(Bound from, Bound until, ByTime byTime) throws Exception {
        Map<Integer, Long> begins = offsets("--from", from, beginnings, byTime);
        Map<Integer, Long> stops = offsets("--until", until, ends, byTime);
        List<Range> ranges = new ArrayList<>();
        for (int partition = 0; partition < identity.partitions(); partition++) {
            Long begin = begins.get(partition);
            Long stop = stops.get(partition);
            if (begin != null && stop != null) {
                ranges.add(range(partition, from, begin, stop));
            }
        }
        return ranges;
    }

    private Range range(int partition, Bound from, long begin, long stop) throws RefusedException {
        long beginning = beginnings.getOrDefault(partition, 0L);
        long end = ends.getOrDefault(partition, 0L);
        String name = topic + "-" + partition;
        boolean atTheEdge = from instanceof Bound.Time && begin == beginning && beginning > 0;
        if (begin < beginning || atTheEdge) {
            throw new RefusedException("--from", "the log of " + name + " begins at offset " + beginning
                    + ", and what was before it is gone; --from earliest takes what is left");
        }
        if (begin > end) {
            throw new RefusedException("--from", "the log of " + name + " ends at offset " + end);
        }
        if (stop > end) {
            throw new RefusedException("--until", "the log of " + name + " ends at offset " + end);
        }
        if (begin > stop) {
            throw new RefusedException("--from", "lies behind --until in " + name + ": " + begin + " and " + stop);
        }
        return new Range(new Source(topic, identity.topicId(), partition), beginning, begin, stop);
    }

    private Map<Integer, Long> offsets(String option, Bound bound, Map<Integer, Long> edge, ByTime byTime)
            throws Exception {
        return switch (bound) {
            case Bound.Edge() -> edge;
            case Bound.Time(long epochMillis) -> {
                Map<Integer, Long> found = byTime.offsets(epochMillis);
                found.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
                yield found;
            }
            case Bound.Offsets(Map<Integer, Long> byPartition) -> {
                for (int partition : byPartition.keySet()) {
                    if (partition >= identity.partitions()) {
                        throw new RefusedException(option, topic + " has the partitions 0 to "
                                + (identity.partitions() - 1) + ", and no " + partition);
                    }
                }
                yield byPartition;
            }
        };
    }
}
