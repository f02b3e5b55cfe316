package dev.accountrisk.model;

import java.util.Map;

/** The checkers of a database on its own: what must hold whatever was sent. */
public final class Checkers {
    private static final String SHOUTED_UUID = "REGEXP_LIKE(account_uuid,"
            + " '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$', 'c')"
            + " AND REGEXP_LIKE(account_uuid, '[A-F]', 'c')";

    private Checkers() {}

    /** Runs all of them. */
    public static void check(WorkerDatabase database, Findings findings) {
        new JournalWalk(database, findings).run();
        for (String table : new String[]{"account_risk", "account"}) {
            oneRow(database, table, "account_uuid", findings);
        }
        oneRow(database, "account_balance", "account_uuid, asset", findings);
        oneRow(database, "account_hold", "account_uuid, hold_id", findings);
        oneRow(database, "parked_record", "source_topic, source_partition, source_offset", findings);
        domain(database, findings);
        progress(database, findings);
    }

    private static void oneRow(WorkerDatabase database, String table, String key, Findings findings) {
        long rows = database.number("SELECT COUNT(*) FROM " + table);
        long keys = database.number("SELECT COUNT(*) FROM (SELECT DISTINCT " + key + " FROM " + table + ") AS k");
        findings.expectEqual("C6", "rows of " + table + " against its keys", keys, rows);
        if (!table.equals("parked_record")) {
            findings.expectEqual(
                    "C6",
                    "UUIDs in upper case in " + table,
                    0L,
                    database.number("SELECT COUNT(*) FROM " + table + " WHERE " + SHOUTED_UUID));
        }
    }

    private static void domain(WorkerDatabase database, Findings findings) {
        findings.expectEqual(
                "C2",
                "balances outside 0 <= frozen <= balance",
                0L,
                database.number("SELECT COUNT(*) FROM account_balance WHERE frozen < 0 OR frozen > balance"));
        findings.expectEqual(
                "C10",
                "balances whose frozen part is not the sum of the open holds",
                0L,
                database.number(
                        "SELECT COUNT(*) FROM account_balance b LEFT JOIN (SELECT account_uuid, asset, SUM(amount) AS held"
                                + " FROM account_hold WHERE state = 'OPEN' GROUP BY account_uuid, asset) h"
                                + " ON h.account_uuid = b.account_uuid AND h.asset = b.asset WHERE b.frozen <> COALESCE(h.held, 0)"));
    }

    /** Nothing that was decided or parked may lie at or beyond the position. */
    private static void progress(WorkerDatabase database, Findings findings) {
        Map<String, Long> positions = database.positions();
        for (String table : new String[]{"account_entry", "parked_record"}) {
            database.forEach(
                    "SELECT source_topic, source_partition, MAX(source_offset) FROM " + table
                            + " GROUP BY source_topic, source_partition",
                    row -> Map.entry(row.getString(1) + "-" + row.getInt(2), row.getLong(3)),
                    last -> {
                        long next = positions.getOrDefault(last.getKey(), 0L);
                        if (last.getValue() >= next) {
                            findings.add(
                                    "C8",
                                    table + " has offset " + last.getValue() + " of " + last.getKey()
                                            + ", the position is " + next);
                        }
                    });
        }
    }
}
