package dev.accountrisk.backfill.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is compared of a table: everything that the topics determine. Left out are when a row was written, how often, and under
 * which number.
 *
 * @param index   the index in whose order the rows are read
 * @param key     the columns of that order, which identify a row
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
            throw new IllegalArgumentException("bug: nothing is compared of " + name);
        }
        return table;
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
