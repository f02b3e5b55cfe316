package dev.accountrisk.backfill.compare;

import dev.accountrisk.engine.Topic;
import dev.accountrisk.journal.JournalTable;
import java.util.ArrayList;
import java.util.List;

/** The tables of state, by name. */
public final class Tables {
    public static final String POSITIONS = "consumer_position";
    public static final String PARKED = "parked_record";
    public static final String JOURNAL = JournalTable.NAME;

    /** The tables that every topic fills. */
    public static final List<String> SHARED = List.of(JOURNAL, PARKED);

    private Tables() {}

    /** Everything that follows from the topics: first, by name, the tables that one topic alone fills. */
    public static List<String> state(List<Topic<?>> topics) {
        List<String> tables = new ArrayList<>(
                topics.stream().flatMap(topic -> topic.tables().ownNames().stream()).sorted().toList());
        tables.addAll(SHARED);
        tables.add(POSITIONS);
        return List.copyOf(tables);
    }

    /** A name as a statement takes it. */
    public static String quoted(String schema) {
        return "`" + schema.replace("`", "``") + "`";
    }

    public static String in(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }
}
