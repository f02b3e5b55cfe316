package dev.accountrisk.apply;

import java.sql.SQLException;

/** Another transaction holds the position and did not let it go in time. Rolls the transaction back. */
final class FenceBusyException extends RuntimeException {
    private final SQLException failure;

    FenceBusyException(SQLException failure) {
        super("the position is held by another transaction", failure, false, false);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
