package dev.accountrisk.backfill;

import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would be read.
 *
 * @param whole   whether the ranges are all that there ever was, so that the state follows from them
 * @param strayed positions behind the end of their logs
 */
record Plan(List<Topic<?>> topics, List<Range> ranges, boolean whole, List<Difference> strayed) {

    long records() {
        return ranges.stream().mapToLong(Range::records).sum();
    }

    /** The topics' ids by name. */
    Map<String, String> topicIds() {
        Map<String, String> ids = new TreeMap<>();
        ranges.forEach(range -> ids.put(range.source().topic(), range.source().topicId()));
        return ids;
    }

    Topic<?> topic(Source source) {
        return topics.stream()
                .filter(topic -> topic.name().equals(source.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("bug: no topic of " + source));
    }

    /** The same ranges, each up to where its partition stands by now. */
    static List<Range> upTo(List<Range> ranges, Map<Source, Position> positions) {
        return ranges.stream().map(range -> {
            Position position = positions.get(range.source());
            return range.until(position == null ? range.from() : Math.max(range.from(), position.nextOffset()));
        }).toList();
    }
}
