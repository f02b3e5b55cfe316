package dev.accountrisk.backfill.compare;

import dev.accountrisk.engine.Topic;
import java.util.ArrayList;
import java.util.List;

/** The tables of state, by name. */
public final class Tables {
    public static final String POSITIONS = "consumer_position";
    public static final String PARKED = "parked_record";
    public static final String JOURNAL = "account_entry";

    /** Those that both topics fill. */
    public static final List<String> SHARED = List.of(JOURNAL, PARKED);

    /** Everything that follows from the topics. */
    public static final List<String> STATE = List.of("account", "account_balance", "account_head", "account_hold",
            "account_reference", "account_risk", JOURNAL, PARKED, POSITIONS);

    private Tables() {}

    /** Those that some of the topics fill. */
    public static List<String> filledBy(List<Topic<?>> topics) {
        List<String> tables = new ArrayList<>();
        topics.forEach(topic -> tables.addAll(topic.tables().own()));
        tables.addAll(SHARED);
        return tables;
    }

    /** A name as a statement takes it. */
    public static String quoted(String schema) {
        return "`" + schema.replace("`", "``") + "`";
    }

    public static String in(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }
}
