package dev.accountrisk.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fence that stands in {@code consumer_position}. It belongs to one engine and knows which making of the tables the engine
 * has seen: when a rebuild has put others in their place, the next batch finds the fence lost even though the offset is right,
 * and what the engine remembers of the old rows is forgotten before it decides anything on the new ones.
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
        // a commit whose answer was lost may still be under way
        return positions.readAfterOthersInTx(connection, source.topic(), source.partition());
    }

    @Override
    public void lost() {
        generation = OptionalLong.empty();
    }
}
