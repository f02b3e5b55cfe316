package dev.accountrisk.engine.position;

import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a source has been applied. It moves in the transaction of the effects, and only from its expected value. So a record
 * takes effect once, and a worker that was thought dead cannot write.
 */
public interface Fence {
    /** Moves from the slice's begin to its end; returns false if it is not at the begin. */
    boolean advanceInTx(Connection connection, Slice<?> slice) throws SQLException;

    /** Adds the outcomes of a slice. */
    void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException;

    /** Reads the position. */
    Optional<Position> readInTx(Connection connection, Source source) throws SQLException;

    /** This fence, if it can move together with those of other partitions; null if not. */
    default @Nullable PositionFence sharable() {
        return null;
    }

    /** Forgets what was read of the database: the next slice may meet another one. */
    default void forget() {}
}
