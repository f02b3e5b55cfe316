package dev.accountrisk.broken;

import java.sql.Connection;
import java.sql.SQLException;

/** What a broken engine says to the database instead of what the real one says. By itself it changes nothing. */
public interface Flaw {
    /** A transaction begins on the connection. */
    default void begins(Connection connection) throws SQLException {}

    /** The statement to run instead; its parameters have to stay the same. */
    default String rewritten(String sql) {
        return sql;
    }

    /** A statement is about to be run. */
    default void before(Connection connection, String sql) throws SQLException {}

    /** A statement was run. */
    default void after(Connection connection, String sql) throws SQLException {}

    /** Whether the engine takes a failed statement for one that did what it should. */
    default boolean swallows(SQLException failure) {
        return false;
    }

    /** What the engine makes of a failure that it does not swallow. */
    default SQLException reported(SQLException failure) {
        return failure;
    }

    /** The transaction is about to be committed. */
    default void beforeCommit() {}

    /** Whether the engine keeps what it remembers when it is told to forget it. */
    default boolean forgetsNothing() {
        return false;
    }

    /** Whether one change of a level is reported for an account and a transaction, and not each. */
    default boolean reportsTheLastLevel() {
        return false;
    }

    /** Whether the positions of several partitions are locked one by one, in any order. */
    default boolean fencesInOrderOfArrival() {
        return false;
    }

    /** Whether a lost answer to a commit of several partitions is resolved by the first position alone. */
    default boolean resolvesByTheFirst() {
        return false;
    }

    /** Whether a slice whose position another worker moved is left out only when the positions move. */
    default boolean dropsASliceTooLate() {
        return false;
    }

    /** Whether a failed transaction is committed all the same, as far as it came. */
    default boolean commitsWhatFailed() {
        return false;
    }
}
