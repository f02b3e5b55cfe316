package dev.accountrisk.simulator;

import java.sql.SQLException;

/** What goes wrong between the engine and the database. By itself nothing does. */
interface Faults {
    /** Nothing ever goes wrong. */
    Faults NONE = new Faults() {
    };

    /** What becomes of a commit. All but the first lose their answer. */
    enum CommitFate {
        ANSWERED, HAPPENS, DOES_NOT, HAPPENS_LATER
    }

    /** A statement or a commit is about to be sent; a failure, or the end of the worker, takes the connection with it. */
    default void beforeSending() throws SQLException {}

    /** How many of its newest commits the database loses now, in a fail-over. */
    default int commitsToLose() {
        return 0;
    }

    /** A commit is sent. */
    default CommitFate fateOfCommit() {
        return CommitFate.ANSWERED;
    }

    /** A connection is gone with a transaction open: the server will notice some time, and end it. */
    default void leaveBehind(Runnable end) {
        end.run();
    }
}
