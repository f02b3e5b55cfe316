package dev.accountrisk.outbox.lanes;

import java.sql.SQLException;

/** Counts the workers that the lanes are divided among. */
@FunctionalInterface
public interface LiveWorkers {
    /** How many workers are alive, as far as is known: this one may be missing. */
    int count() throws SQLException;
}
