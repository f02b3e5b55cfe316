package dev.accountrisk.backfill;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Finds out what a command means today, and refuses what cannot be done. */
final class Planner {
    private final List<Topic<?>> topics;
    private final TopicLogs logs;
    private final Transactions transactions;

    Planner(List<Topic<?>> topics, TopicLogs logs, Transactions transactions) {
        this.topics = topics;
        this.logs = logs;
        this.transactions = transactions;
    }

    Plan plan(BackfillSettings settings, String liveSchema) throws SQLException, BrokerException, RefusedException {
        List<Topic<?>> chosen = chosen(settings.topics());
        Bound from = Bound.from(settings.from());
        Bound until = Bound.until(settings.until());
        if (chosen.size() > 1 && (from instanceof Bound.Offsets || until instanceof Bound.Offsets)) {
            throw new RefusedException("--topic", "one has to be named, for offsets are those of one topic");
        }
        List<Range> ranges = new ArrayList<>();
        List<Difference> strayed = new ArrayList<>();
        for (Topic<?> topic : chosen) {
            ranges.addAll(ranges(topic.name(), from, until, liveSchema, strayed));
        }
        boolean edges = from instanceof Bound.Edge && until instanceof Bound.Edge;
        boolean whole = edges && ranges.stream().allMatch(range -> range.beginning() == 0);
        if (settings.mode() == Mode.REBUILD && !whole) {
            throw new RefusedException("--mode", edges
                    ? "a rebuild needs every record that there was, and the log of " + truncated(ranges)
                            + " does not begin at offset 0 any more"
                    : "a rebuild takes all there is: --from earliest --until now");
        }
        if (settings.mode() != Mode.VERIFY && !strayed.isEmpty()) {
            throw new RefusedException("--topic", "the position of " + strayed.getFirst().key()
                    + " stands behind the end of its log");
        }
        return new Plan(chosen, ranges, whole, strayed);
    }

    private static String truncated(List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.beginning() > 0)
                .findFirst()
                .map(range -> range.source().toString())
                .orElse("");
    }

    private List<Topic<?>> chosen(List<String> names) throws RefusedException {
        if (names.isEmpty()) {
            return topics;
        }
        List<Topic<?>> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(topics.stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException("--topic", name + " is not consumed; what is: "
                            + String.join(", ", topics.stream().map(Topic::name).toList()))));
        }
        return chosen.stream().distinct().toList();
    }

    private List<Range> ranges(String topic, Bound from, Bound until, String liveSchema, List<Difference> strayed)
            throws SQLException, BrokerException, RefusedException {
        TopicIdentity identity = logs.identity(topic)
                .orElseThrow(() -> new RefusedException("--topic", "there is no topic " + topic));
        // logs begin and end later and later, and positions move on: asked in this order no one overtakes another
        List<TopicPartition> partitions = identity.topicPartitions();
        Map<TopicPartition, Long> beginnings = logs.beginnings(partitions);
        Map<Source, Position> positions = transactions
                .runRepeatable(connection -> new LivePositions(liveSchema).readInTx(connection));
        Map<TopicPartition, Long> ends = logs.ends(partitions);
        for (Source source : positions.keySet()) {
            if (source.topic().equals(topic) && !source.topicId().equals(identity.id())) {
                throw new RefusedException("--topic", topic + " was deleted and made again: the position of " + source
                        + " is of id " + source.topicId() + ", the topic's id is " + identity.id());
            }
        }
        List<Range> found = new RangeFinder(identity, beginnings, ends).find(from, until,
                epochMillis -> logs.firstSince(partitions, epochMillis));
        List<Range> ranges = new ArrayList<>();
        for (Range range : found) {
            Position position = positions.get(range.source());
            long end = ends.getOrDefault(range.partition(), 0L);
            long applied = position == null ? 0 : position.nextOffset();
            if (applied > end) {
                strayed.add(new Difference(Tables.POSITIONS, range.source().toString(),
                        "next_offset is " + applied + ", and the log ends at " + end));
            }
            // what the live consumer has not had yet is its own to apply
            ranges.add(range.until(Math.max(range.from(), Math.min(range.until(), applied))));
        }
        return ranges;
    }
}
