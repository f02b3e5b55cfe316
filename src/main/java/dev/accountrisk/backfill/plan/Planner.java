package dev.accountrisk.backfill.plan;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.util.ArrayList;
import java.util.List;

/** Decides what a command means today, and refuses what cannot be done. */
public final class Planner {
    private final BackfillSettings settings;
    private final Bound from;
    private final Bound until;

    public Planner(BackfillSettings settings) {
        this.settings = settings;
        this.from = Bound.from(settings.from());
        this.until = Bound.until(settings.until());
    }

    /** The topics that are meant, of all that are consumed. */
    public List<Topic<?>> chosen(List<Topic<?>> topics) throws RefusedException {
        List<Topic<?>> chosen = new ArrayList<>();
        for (String name : settings.topics()) {
            chosen.add(topics.stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new WrongOptionException("--topic", name + " is not consumed; these are: "
                            + String.join(", ", topics.stream().map(Topic::name).toList()))));
        }
        List<Topic<?>> all = settings.topics().isEmpty() ? topics : chosen.stream().distinct().toList();
        if (all.size() > 1 && (from instanceof Bound.Offsets || until instanceof Bound.Offsets)) {
            throw new WrongOptionException("--topic", "name one topic, because offsets are those of one topic");
        }
        return all;
    }

    public Plan plan(List<TopicFacts> topics) throws BrokerException, RefusedException {
        List<Range> ranges = new ArrayList<>();
        List<Difference> pastEnd = new ArrayList<>();
        for (TopicFacts topic : topics) {
            requireSameTopic(topic);
            addRanges(topic, ranges, pastEnd);
        }
        boolean unbounded = from instanceof Bound.Edge && until instanceof Bound.Edge;
        boolean whole = unbounded && ranges.stream().allMatch(range -> range.beginning() == 0);
        if (settings.mode() == Mode.REBUILD && !whole) {
            throw new RefusedException("--mode", unbounded
                    ? "a rebuild needs every record that there ever was, and the log of " + truncated(ranges)
                            + " no longer begins at offset 0"
                    : "a rebuild reads everything: --from earliest --until now");
        }
        if (settings.mode() != Mode.VERIFY && !pastEnd.isEmpty()) {
            throw new RefusedException("--topic", "the position of " + pastEnd.getFirst().key()
                    + " is past the end of its log");
        }
        return new Plan(topics.stream().<Topic<?>>map(TopicFacts::topic).toList(), ranges, whole, pastEnd);
    }

    private static void requireSameTopic(TopicFacts topic) throws RefusedException {
        String name = topic.topic().name();
        String id = topic.identity().id();
        for (Source source : topic.positions().keySet()) {
            if (source.topic().equals(name) && !source.topicId().equals(id)) {
                throw new RefusedException("--topic", name + " was deleted and recreated: the position of " + source
                        + " is of id " + source.topicId() + ", the topic's id is " + id);
            }
        }
    }

    private void addRanges(TopicFacts topic, List<Range> ranges, List<Difference> pastEnd)
            throws BrokerException, RefusedException {
        for (Range range : new RangeFinder(topic.identity(), topic.beginnings(), topic.ends()).find(from, until,
                topic.firstSince())) {
            Position position = topic.positions().get(range.source());
            long end = topic.ends().getOrDefault(range.partition(), 0L);
            long applied = position == null ? 0 : position.nextOffset();
            if (applied > end) {
                pastEnd.add(Difference.ofNoAccount(Tables.POSITIONS, range.source().toString(),
                        "next_offset is " + applied + ", and the log ends at " + end));
            }
            // records that the live consumer has not applied yet are left to it
            ranges.add(range.until(Math.max(range.from(), Math.min(range.until(), applied))));
        }
    }

    private static String truncated(List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.beginning() > 0)
                .findFirst()
                .map(range -> range.source().toString())
                .orElse("");
    }
}
