package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what operators decided about positions: then the workers did not apply exactly the log that a replay reads. A rebuild stores
 * what the log says, so what was decided before it is no cause.
 */
final class PositionNotes {
    private PositionNotes() {}

    private record Decided(String action, String topic, int partition, @Nullable String newTopicId, long oldOffset,
            long newOffset, String time) {}

    /** Sentences without their full stops, one for each decision that concerns the run. */
    static List<String> inTx(Connection connection, String schema, Plan plan) throws SQLException {
        Set<String> notes = new LinkedHashSet<>();
        List<Decided> all = readInTx(connection, schema);
        for (Range range : plan.ranges()) {
            boolean ofThisTopic = true;
            for (Decided decided : all.reversed()) {
                if (!decided.topic().equals(range.source().topic())
                        || decided.partition() != range.source().partition()) {
                    continue;
                }
                if (decided.action().equals("ACCEPT")) {
                    if (ofThisTopic && range.source().topicId().equals(decided.newTopicId())) {
                        notes.add(decided.topic() + " was deleted and recreated, and its new id was accepted at "
                                + decided.time()
                                + " UTC (positions accept): the tables also hold what came from the old"
                                + " topic, which this run cannot read, so rows may differ for that reason");
                    }
                    // what was moved before that was the position in the old topic
                    ofThisTopic = false;
                } else if (ofThisTopic && leavesOutRecordsOf(range, decided)) {
                    notes.add("the workers left out the offsets from " + decided.oldOffset() + " to before "
                            + decided.newOffset() + " of " + range.partition() + " at " + decided.time()
                            + " UTC (positions move), and this run reads them: rows may differ for that reason");
                }
            }
        }
        return List.copyOf(notes);
    }

    private static boolean leavesOutRecordsOf(Range range, Decided move) {
        return Math.max(range.from(), move.oldOffset()) < Math.min(range.until(), move.newOffset());
    }

    private static List<Decided> readInTx(Connection connection, String schema) throws SQLException {
        List<Decided> decided = new ArrayList<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT action, topic, partition_no, new_topic_id,"
                        + " old_offset, new_offset, DATE_FORMAT(create_time, '%Y-%m-%d %H:%i:%s') FROM "
                        + Tables.in(schema, "position_action")
                        + " decided WHERE action IN ('ACCEPT', 'MOVE') AND NOT EXISTS"
                        + " (SELECT 1 FROM " + Tables.in(schema, "backfill_run") + " run JOIN "
                        + Tables.in(schema, "backfill_partition") + " part ON part.run_id = run.id"
                        + " WHERE run.mode = 'REBUILD' AND run.state = 'DONE' AND part.topic = decided.topic"
                        + " AND run.begun_at > UNIX_TIMESTAMP(decided.create_time) * 1000) ORDER BY id");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                decided.add(new Decided(row.getString(1), row.getString(2), row.getInt(3), row.getString(4),
                        row.getLong(5), row.getLong(6), row.getString(7)));
            }
        }
        return decided;
    }
}
