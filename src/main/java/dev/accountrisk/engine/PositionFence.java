package dev.accountrisk.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fence in {@code consumer_position}. It belongs to one engine and knows the generation of the tables that the engine has
 * seen. When a rebuild has replaced the tables, the next slice loses the fence even though the offset is right. So the engine
 * forgets what it remembers of the old rows before it decides anything on the new ones.
 */
final class PositionFence implements Fence {
    private final PositionStore positions = new PositionStore();
    private OptionalLong generation = OptionalLong.empty();

    @Override
    public boolean advanceInTx(Connection connection, Slice<?> slice) throws SQLException {
        if (generation.isEmpty()) {
            generation = positions.generationInTx(connection, slice.source());
        }
        return generation.isPresent() && positions.advanceInTx(connection, slice, generation.getAsLong());
    }

    @Override
    public void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException {
        positions.countInTx(connection, source, counts);
    }

    @Override
    public Optional<Position> readInTx(Connection connection, Source source) throws SQLException {
        // a commit whose answer was lost may still be in progress
        return positions.readAfterOthersInTx(connection, source.topic(), source.partition());
    }

    @Override
    public void lost() {
        generation = OptionalLong.empty();
    }
}
