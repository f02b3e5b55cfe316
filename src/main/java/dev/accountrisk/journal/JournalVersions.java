package dev.accountrisk.journal;

import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How many versions the journal has of an account, how many different ones, the least and the greatest. */
public record JournalVersions(long rows, long distinct, long least, long greatest) {
    /** The versions of an account that has no entries. */
    public static final JournalVersions NONE = new JournalVersions(0, 0, 0, 0);

    /** Selects the versions of accounts. */
    public static RangeSelect select(String condition) {
        return new RangeSelect("SELECT account_uuid, COUNT(*), COUNT(DISTINCT version), MIN(version), MAX(version)"
                + " FROM account_entry WHERE " + condition
                + " AND account_uuid BETWEEN ? AND ? GROUP BY account_uuid");
    }

    /** Reads a row of the selection, whose first column is the account. */
    public static JournalVersions read(ResultSet row) throws SQLException {
        return new JournalVersions(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    /** Finds drift unless the versions are 1, 2, 3 and so on, each once, and as many as the account counted. */
    public Optional<Finding> drift(String accountUuid, String item, long counted) {
        if (isUnbroken() && rows == counted) {
            return Optional.empty();
        }
        String actual = rows + " rows from " + least + " to " + greatest + (distinct < rows ? ", forked" : "");
        return Optional.of(Finding.of(DriftKind.VERSION, accountUuid, item, counted + " rows from 1", actual));
    }

    private boolean isUnbroken() {
        return rows == distinct && greatest == rows && (rows == 0 || least == 1);
    }
}
