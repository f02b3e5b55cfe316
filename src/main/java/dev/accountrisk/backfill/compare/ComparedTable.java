package dev.accountrisk.backfill.compare;

import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.TopicTable;
import dev.accountrisk.journal.JournalTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is compared of a table: everything that the topics determine.
 *
 * @param index   the index in whose order the rows are read
 * @param key     the columns of that order, which identify a row
 * @param columns what is compared
 */
record ComparedTable(String name, String index, List<String> key, List<String> columns) {
    /** Key columns that are compared as numbers. */
    static final Set<String> NUMBERS = Set.of("source_partition", "source_offset");

    private static final String ACCOUNT = "account_uuid";

    private static final ComparedTable JOURNAL = of(JournalTable.COMPARED);

    static final ComparedTable PARKED = new ComparedTable(Tables.PARKED, "parked_record_source",
            List.of("source_topic", "source_partition", "source_offset"),
            List.of("account_uuid", "entry_id", "reason", "state", "source_timestamp", "CRC32(record_value)"));

    static ComparedTable of(TopicTable table) {
        return new ComparedTable(table.name(), "PRIMARY", table.key(), table.compared());
    }

    /** The tables that some topics fill. */
    static List<ComparedTable> filledBy(List<Topic<?>> topics) {
        List<ComparedTable> tables = new ArrayList<>();
        topics.forEach(topic -> topic.tables().own().forEach(own -> tables.add(of(own))));
        tables.add(JOURNAL);
        tables.add(PARKED);
        return tables;
    }

    /** Reads it in the order of its key, all rows or those of some topics. Each {@code ?} is a value of {@link #parameters}. */
    String select(String schema, Map<String, String> topicIds) {
        List<String> read = new ArrayList<>(key);
        read.addAll(columns);
        String sql = "SELECT " + String.join(", ", read) + " FROM " + Tables.in(schema, name) + " FORCE INDEX (" + index
                + ")";
        if (isShared()) {
            String ofTopic = isParked() ? "(source_topic = ? AND source_topic_id = ?)" : "(source_topic = ?)";
            sql += " WHERE " + String.join(" OR ", Collections.nCopies(topicIds.size(), ofTopic));
        }
        return sql + " ORDER BY "
                + (isParked()
                        ? "source_topic, source_topic_id, source_partition, source_offset"
                        : String.join(", ", key));
    }

    /** Where the account is among the columns that {@link #select} reads; -1 if it is not. */
    int accountColumn() {
        int inKey = key.indexOf(ACCOUNT);
        int compared = columns.indexOf(ACCOUNT);
        return inKey >= 0 || compared < 0 ? inKey : key.size() + compared;
    }

    /** The values for {@link #select}. */
    List<String> parameters(Map<String, String> topicIds) {
        List<String> values = new ArrayList<>();
        if (isShared()) {
            topicIds.forEach((topic, id) -> {
                values.add(topic);
                if (isParked()) {
                    values.add(id);
                }
            });
        }
        return values;
    }

    private boolean isShared() {
        return Tables.SHARED.contains(name);
    }

    private boolean isParked() {
        return name.equals(Tables.PARKED);
    }
}
