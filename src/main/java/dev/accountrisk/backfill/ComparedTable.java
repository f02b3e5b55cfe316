package dev.accountrisk.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a table is compared: everything that follows from the topics. Not when a row was written, nor how often, nor under
 * which number.
 *
 * @param key     columns by which rows are read in order
 * @param index   the index that has this order
 * @param columns what is compared
 */
record ComparedTable(String name, String index, List<String> key, List<String> columns) {
    /** Key columns that are compared as numbers. */
    static final Set<String> NUMBERS = Set.of("source_partition", "source_offset");

    private static final Map<String, ComparedTable> ALL = Map.of(
            "account_risk", of("account_risk", List.of("account_uuid"), "risk", "level", "occurred_at", "sequence",
                    "last_event_id", "entries"),
            "account_head", of("account_head", List.of("account_uuid"), "version", "held_back"),
            "account", of("account", List.of("account_uuid"), "external_ref"),
            "account_reference", of("account_reference", List.of("external_ref"), "account_uuid"),
            "account_balance", of("account_balance", List.of("account_uuid", "asset"), "balance", "frozen"),
            "account_hold", of("account_hold", List.of("account_uuid", "hold_id"), "asset", "amount", "state",
                    "expires_at", "source_partition"),
            Tables.JOURNAL,
            of(Tables.JOURNAL, List.of("account_uuid", "entry_id", "of_command"), "kind", "version", "asset",
                    "amount", "outcome", "reason", "balance_after", "frozen_after", "risk_added", "risk_after",
                    "hold_id", "external_ref", "occurred_at", "HEX(content_digest)", "source_topic",
                    "source_partition", "source_offset"),
            Tables.PARKED, new ComparedTable(Tables.PARKED, "parked_record_source",
                    List.of("source_topic", "source_partition", "source_offset"),
                    List.of("account_uuid", "entry_id", "reason", "state", "source_timestamp",
                            "CRC32(record_value)")));

    private static ComparedTable of(String name, List<String> key, String... columns) {
        return new ComparedTable(name, "PRIMARY", key, List.of(columns));
    }

    /** A table by its name. */
    static ComparedTable named(String name) {
        ComparedTable table = ALL.get(name);
        if (table == null) {
            throw new IllegalArgumentException("nothing is compared of " + name);
        }
        return table;
    }

    /** Reads it in the order of its key, all rows or those of some topics. */
    String select(String schema, Map<String, String> topicIds) {
        List<String> read = new ArrayList<>(key);
        read.addAll(columns);
        String sql = "SELECT " + String.join(", ", read) + " FROM " + Tables.in(schema, name) + " FORCE INDEX (" + index
                + ")";
        if (Tables.SHARED.contains(name)) {
            List<String> topics = topicIds.entrySet()
                    .stream()
                    .map(topic -> "(source_topic = '" + topic.getKey() + "'"
                            + (name.equals(Tables.PARKED)
                                    ? " AND source_topic_id = '" + topic.getValue() + "'"
                                    : "")
                            + ")")
                    .sorted()
                    .toList();
            sql += " WHERE " + String.join(" OR ", topics);
        }
        return sql + " ORDER BY "
                + (name.equals(Tables.PARKED)
                        ? "source_topic, source_topic_id, source_partition, source_offset"
                        : String.join(", ", key));
    }
}
