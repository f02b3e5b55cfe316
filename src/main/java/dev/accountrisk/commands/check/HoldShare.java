package dev.accountrisk.commands.check;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A share of the holds that are looked at, so that a bounded number is in memory. One account may have a million holds.
 *
 * @param number which share, from 0
 * @param of     how many shares there are
 */
record HoldShare(int number, int of) {
    /** Holds that are in memory at once, about half a kilobyte each. */
    private static final int HOLDS_MAX = 50_000;
    /** Rows that name no hold are in the first share. */
    static final String CONDITION = "COALESCE(CRC32(hold_id), 0) % ? = ?";

    /** How many shares so many holds are looked at in. */
    static int sharesFor(long holds) {
        return Math.toIntExact(holds / HOLDS_MAX + 1);
    }

    /** Whether accounts with so many commands may have more holds than fit into memory. */
    static boolean mayNeedSeveral(long commands) {
        return commands > HOLDS_MAX;
    }

    /** Binds the condition's parameters from an index on, and returns the index after them. */
    int bind(PreparedStatement statement, int index) throws SQLException {
        statement.setInt(index, of);
        statement.setInt(index + 1, number);
        return index + 2;
    }
}
