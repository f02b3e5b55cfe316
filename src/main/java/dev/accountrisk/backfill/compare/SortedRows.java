package dev.accountrisk.backfill.compare;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys. */
interface SortedRows {
    /** The current row, its key first; null after the last row. */
    @Nullable
    String @Nullable [] current();

    /** Moves to the next row. */
    void next() throws SQLException;
}
