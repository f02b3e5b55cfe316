package dev.accountrisk.engine.position;

import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fence in {@code consumer_position}. It belongs to one engine and moves the position only in the database in which the
 * engine committed before: when a rebuild has replaced the tables, or the connection leads to another server, the next slice
 * finds the fence lost although the offset is right. The engine then forgets the old rows before it decides anything on the new
 * ones.
 */
public final class PositionFence implements Fence {
    private final PositionStore positions = new PositionStore();
    private @Nullable TableOrigin origin;

    @Override
    public boolean advanceInTx(Connection connection, Slice<?> slice) throws SQLException {
        TableOrigin expected = origin;
        if (expected == null) {
            expected = positions.originInTx(connection, slice.source()).orElse(null);
            origin = expected;
        }
        return expected != null && positions.advanceInTx(connection, slice, expected);
    }

    @Override
    public void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException {
        positions.countInTx(connection, source, counts);
    }

    @Override
    public Optional<Position> readInTx(Connection connection, Source source) throws SQLException {
        // a commit whose answer was lost may still be running
        return positions.readAfterOthersInTx(connection, source.topic(), source.partition());
    }

    @Override
    public PositionFence sharable() {
        return this;
    }

    /** Whether a position that this transaction has locked is where the slice begins, in the database of the newest commit. */
    boolean isAt(@Nullable LockedPosition found, Slice<?> slice) {
        if (found == null) {
            return false;
        }
        if (origin == null) {
            origin = found.origin();
        }
        return found.origin().equals(origin) && found.topicId().equals(slice.source().topicId())
                && found.nextOffset() == slice.fromOffset();
    }

    @Override
    public void forget() {
        origin = null;
    }
}
