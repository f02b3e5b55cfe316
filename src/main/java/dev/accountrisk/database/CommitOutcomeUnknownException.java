package dev.accountrisk.database;

import java.sql.SQLException;

/** A commit was sent and its answer did not arrive, or was an error: the work took effect as a whole, or not at all. */
public final class CommitOutcomeUnknownException extends Exception {
    private final SQLException failure;

    /** Keeps what the driver said. */
    public CommitOutcomeUnknownException(SQLException failure) {
        super("the outcome of a commit is not known: " + SqlFault.describe(failure), failure);
        this.failure = failure;
    }

    /** What the driver said. */
    public SQLException failure() {
        return failure;
    }
}
