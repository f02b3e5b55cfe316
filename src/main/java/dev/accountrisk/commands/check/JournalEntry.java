package dev.accountrisk.commands.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row that a command left in the journal. Amounts are text, because most of them are never calculated with. */
record JournalEntry(String kind, long version, @Nullable String asset, @Nullable String amount, boolean isApplied,
        @Nullable String balanceAfter, @Nullable String frozenAfter, @Nullable String holdId) {
    /** The columns that {@link #read} takes, after the account. */
    static final String COLUMNS = String.join(", ", "kind", "version", "asset", Amounts.column("amount"),
            "outcome = 'APPLIED'", Amounts.column("balance_after"), Amounts.column("frozen_after"), "hold_id");

    static JournalEntry read(ResultSet row) throws SQLException {
        return new JournalEntry(row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
                row.getBoolean(6), row.getString(7), row.getString(8), row.getString(9));
    }
}
