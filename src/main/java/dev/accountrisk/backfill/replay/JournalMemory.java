package dev.accountrisk.backfill.replay;

import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether the journal still has every id that it ever had. An id that it has forgotten looks like one that never came, and would
 * take effect once more: each account counts its entries, so that it shows.
 */
public final class JournalMemory {
    private JournalMemory() {}

    /** Refuses where it has not. */
    public static void require(Transactions transactions, Topic<?> topic) throws SQLException, RefusedException {
        String sql = topic.tables().missingEntries();
        Optional<String> forgotten = transactions.runRepeatable(connection -> {
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
