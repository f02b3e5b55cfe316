package dev.accountrisk.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far a source has been applied. It moves in the transaction of what it stands for, and only from where it is expected to
 * stand: that makes a record's effect happen once, and keeps out whoever was thought dead.
 */
public interface Fence {
    /** Moves from the batch's begin to its end; answers false if it does not stand there. */
    boolean advanceInTx(Connection connection, Slice<?> slice) throws SQLException;

    /** Adds the outcomes of a slice. */
    void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException;

    /** Where it stands. */
    Optional<Position> readInTx(Connection connection, Source source) throws SQLException;

    /** A batch found it elsewhere. */
    default void lost() {}
}
