package dev.accountrisk.acceptance;

import dev.accountrisk.model.WorkerDatabase;

/** One line that identifies all rows that a worker keeps about its accounts, without the times of writing. */
public final class Digest {
    private static final String[] TABLES = {
            "account_risk: account_uuid, risk, level, occurred_at, sequence, last_event_id",
            "account_balance: account_uuid, asset, balance, frozen", "account: account_uuid, external_ref",
            "account_entry: account_uuid, entry_id, kind, asset, amount, outcome, reason, balance_after, frozen_after",
            "account_hold: account_uuid, hold_id, asset, amount, state, expires_at",
            "parked_record: account_uuid, reason, source_topic, source_partition, source_offset, state"
    };

    private Digest() {}

    /** The line for a database as it is now. */
    public static String of(WorkerDatabase database) {
        StringBuilder digest = new StringBuilder();
        for (String table : TABLES) {
            String name = table.substring(0, table.indexOf(':'));
            String row = "CRC32(CONCAT_WS('|', '" + name + "', "
                    + table.substring(table.indexOf(':') + 1).replaceAll(" (\\w+)", " COALESCE($1, '-')") + "))";
            digest.append(name)
                    .append(' ')
                    .append(database.number("SELECT COUNT(*) FROM " + name))
                    .append(' ')
                    .append(database.number("SELECT COALESCE(BIT_XOR(" + row + "), 0) FROM " + name))
                    .append(' ')
                    .append(database.number("SELECT COALESCE(SUM(" + row + "), 0) FROM " + name))
                    .append('\n');
        }
        return digest.toString();
    }
}
