package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says where a replay reads records under another mapping than the live workers: differences are to be expected there. */
final class MappingNotes {
    private MappingNotes() {}

    /** @param since the first offset that was read under the mapping */
    private record Live(@Nullable String mapping, long since) {}

    /** Sentences without their full stops, one for each topic that was read otherwise. */
    static List<String> inTx(Connection connection, String schema, Plan plan) throws SQLException {
        Map<Source, Live> live = readInTx(connection, schema);
        List<String> notes = new ArrayList<>();
        for (Topic<?> topic : plan.topics()) {
            note(topic, plan.ranges(), live).ifPresent(notes::add);
        }
        return notes;
    }

    private static Optional<String> note(Topic<?> topic, List<Range> ranges, Map<Source, Live> live) {
        String here = topic.mapping().orElse(null);
        for (Range range : ranges) {
            Live there = live.get(range.source());
            if (there == null || !range.source().topic().equals(topic.name())) {
                continue;
            }
            if (!Objects.equals(here, there.mapping())) {
                return Optional.of("the workers read " + topic.name() + " " + named(there.mapping())
                        + ", and this run reads it " + named(here) + ": their rows may differ for that reason");
            }
            if (there.since() > range.from()) {
                return Optional.of("the workers read " + range.source() + " otherwise before offset " + there.since()
                        + ", and this run reads all of it " + named(here) + ": rows may differ for that reason");
            }
        }
        return Optional.empty();
    }

    private static String named(@Nullable String mapping) {
        return mapping == null ? "without a mapping" : "by the mapping " + mapping;
    }

    private static Map<Source, Live> readInTx(Connection connection, String schema) throws SQLException {
        Map<Source, Live> live = new HashMap<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT topic, topic_id, partition_no, mapping, mapping_since FROM "
                        + Tables.in(schema, Tables.POSITIONS));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                live.put(new Source(row.getString(1), row.getString(2), row.getInt(3)),
                        new Live(row.getString(4), row.getLong(5)));
            }
        }
        return live;
    }
}
