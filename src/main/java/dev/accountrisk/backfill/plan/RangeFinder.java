package dev.accountrisk.backfill.plan;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.engine.record.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets that a range means, and refuses a range that the log does not hold. */
final class RangeFinder {
    private final TopicIdentity topic;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    RangeFinder(TopicIdentity topic, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        this.topic = topic;
        this.beginnings = beginnings;
        this.ends = ends;
    }

    /** Asks for each partition's first record of a time or later. */
    @FunctionalInterface
    public interface FirstSince {
        /** Leaves out partitions that have none. */
        Map<TopicPartition, Long> offsets(long epochMillis) throws BrokerException;
    }

    List<Range> find(Bound from, Bound until, FirstSince firstSince) throws BrokerException, RefusedException {
        Map<TopicPartition, Long> begins = offsets("--from", from, beginnings, firstSince);
        Map<TopicPartition, Long> stops = offsets("--until", until, ends, firstSince);
        List<Range> ranges = new ArrayList<>();
        for (TopicPartition partition : topic.topicPartitions()) {
            Long begin = begins.get(partition);
            Long stop = stops.get(partition);
            if (begin != null && stop != null) {
                ranges.add(range(partition, from, begin, stop));
            }
        }
        return ranges;
    }

    private Range range(TopicPartition partition, Bound from, long begin, long stop) throws RefusedException {
        long beginning = beginnings.getOrDefault(partition, 0L);
        long end = ends.getOrDefault(partition, 0L);
        boolean mayMissEarlierRecords = from instanceof Bound.Time && begin == beginning && beginning > 0;
        if (begin < beginning || mayMissEarlierRecords) {
            throw new RefusedException("--from", "the log of " + partition + " begins at offset " + beginning
                    + ", and earlier records are gone; --from earliest takes what is left");
        }
        if (begin > end) {
            throw new RefusedException("--from", "the log of " + partition + " ends at offset " + end);
        }
        if (stop > end) {
            throw new RefusedException("--until", "the log of " + partition + " ends at offset " + end);
        }
        if (begin > stop) {
            throw new WrongOptionException("--from",
                    "is after --until in " + partition + ": " + begin + " and " + stop);
        }
        return new Range(new Source(topic.name(), topic.id(), partition.partition()), beginning, begin, stop);
    }

    private Map<TopicPartition, Long> offsets(String option, Bound bound, Map<TopicPartition, Long> edge,
            FirstSince firstSince) throws BrokerException, RefusedException {
        return switch (bound) {
            case Bound.Edge() -> edge;
            case Bound.Time(long epochMillis) -> {
                Map<TopicPartition, Long> found = firstSince.offsets(epochMillis);
                yield topic.topicPartitions()
                        .stream()
                        .collect(Collectors.toMap(partition -> partition,
                                partition -> found.getOrDefault(partition, ends.getOrDefault(partition, 0L))));
            }
            case Bound.Offsets(Map<Integer, Long> byPartition) -> named(option, byPartition);
        };
    }

    private Map<TopicPartition, Long> named(String option, Map<Integer, Long> byPartition) throws RefusedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<Integer, Long> offset : byPartition.entrySet()) {
            if (offset.getKey() >= topic.partitions()) {
                throw new WrongOptionException(option, topic.name() + " has the partitions 0 to "
                        + (topic.partitions() - 1) + ", and no " + offset.getKey());
            }
            offsets.put(new TopicPartition(topic.name(), offset.getKey()), offset.getValue());
        }
        return offsets;
    }
}
