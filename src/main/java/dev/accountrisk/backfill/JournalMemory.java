package dev.accountrisk.backfill;

import dev.accountrisk.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether the journal still has every id that it ever had. An id that it has forgotten looks like one that never came, and would
 * take effect once more: each account counts its entries, so that it shows.
 */
final class JournalMemory {
    private static final String COMMANDS = """
            SELECT account_head.account_uuid, account_head.version, COUNT(account_entry.entry_id)
            FROM account_head LEFT JOIN account_entry ON account_entry.account_uuid = account_head.account_uuid
                AND account_entry.kind <> 'ADD'
            GROUP BY account_head.account_uuid, account_head.version
            HAVING COUNT(account_entry.entry_id) < account_head.version LIMIT 1""";

    private static final String ADDITIONS = """
            SELECT account_risk.account_uuid, account_risk.entries, COUNT(account_entry.entry_id)
            FROM account_risk LEFT JOIN account_entry ON account_entry.account_uuid = account_risk.account_uuid
                AND account_entry.kind = 'ADD'
            GROUP BY account_risk.account_uuid, account_risk.entries
            HAVING COUNT(account_entry.entry_id) < account_risk.entries LIMIT 1""";

    private JournalMemory() {}

    /** Refuses where it has not. */
    static void require(Transactions transactions, Feed<?> feed) throws SQLException, RefusedException {
        String sql = feed.tables().contains("account_head") ? COMMANDS : ADDITIONS;
        Optional<String> forgotten = Work.run(transactions, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getString(1) + " has " + row.getLong(3) + " of " + row.getLong(2))
                        : Optional.empty();
            }
        });
        if (forgotten.isPresent()) {
            throw new RefusedException("--mode", "a repair needs every id that was decided, and the journal of account "
                    + forgotten.get() + " entries: what it has forgotten would take effect twice");
        }
    }
}
