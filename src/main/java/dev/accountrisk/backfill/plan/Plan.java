package dev.accountrisk.backfill.plan;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What will be read.
 *
 * @param whole            whether the ranges hold every record that there ever was, so that they determine the state
 * @param positionsPastEnd live positions that are past the end of their logs
 */
public record Plan(List<Topic<?>> topics, List<Range> ranges, boolean whole, List<Difference> positionsPastEnd) {
    public Plan {
        topics = List.copyOf(topics);
        ranges = List.copyOf(ranges);
        positionsPastEnd = List.copyOf(positionsPastEnd);
    }

    /** The topics' ids by name. */
    public Map<String, String> topicIds() {
        Map<String, String> ids = new TreeMap<>();
        ranges.forEach(range -> ids.put(range.source().topic(), range.source().topicId()));
        return ids;
    }

    /** Whether it leaves out some of the topics that are consumed. Then it cannot rebuild a table that every topic fills. */
    public boolean leavesOut(List<Topic<?>> consumed) {
        return !topics.containsAll(consumed);
    }

    public Topic<?> topic(Source source) {
        return topics.stream()
                .filter(topic -> topic.name().equals(source.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("bug: no topic of " + source));
    }

    /** The position of this partition, if it is past the end of its log. */
    public List<Difference> positionsPastEnd(Source source) {
        return positionsPastEnd.stream().filter(difference -> difference.key().equals(source.toString())).toList();
    }

    /** The same plan for the ranges that a run began with. */
    public Plan of(List<Range> begun) {
        return new Plan(topics, begun, whole, positionsPastEnd);
    }

    /** Whether it is replayed into tables beside the live ones. */
    public boolean needsShadow(Mode mode) {
        return mode == Mode.REBUILD || (mode == Mode.VERIFY && whole);
    }

    /** The ranges of one process. */
    public List<Range> ranges(Shard shard) {
        return ranges.stream().filter(range -> shard.owns(range.source().partition())).toList();
    }

    /** The same ranges, each up to its partition's position, and those of partitions that were added since. */
    public List<Range> upTo(Map<Source, Position> positions) {
        List<Range> reached = new ArrayList<>(ranges);
        added(positions).forEach(source -> reached.add(new Range(source, 0, 0, 0)));
        return reached.stream().map(range -> {
            Position position = positions.get(range.source());
            return range.until(position == null ? range.from() : Math.max(range.from(), position.nextOffset()));
        }).toList();
    }

    /** The partitions with a position that the topics did not have when the run began. */
    public List<Source> added(Map<Source, Position> positions) {
        Map<String, String> ids = topicIds();
        Set<Source> planned = sources(ranges);
        return positions.keySet()
                .stream()
                .filter(source -> source.topicId().equals(ids.get(source.topic())) && !planned.contains(source))
                .sorted(Comparator.comparing(Source::toString))
                .toList();
    }

    /** The partitions of ranges. */
    public static Set<Source> sources(List<Range> ranges) {
        return ranges.stream().map(Range::source).collect(Collectors.toSet());
    }
}
