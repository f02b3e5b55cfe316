package dev.accountrisk.engine.position;

import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The positions, for callers that read a topic: how far a partition is applied, and where a new one begins. */
public final class Positions {
    private final Transactions transactions;
    private final Installation installation;
    private final PositionStore store = new PositionStore();
    private final PausedPartitions paused = new PausedPartitions();

    /** @param installation whose positions these are: they are not read where another one's are */
    public Positions(Transactions transactions, Installation installation) {
        this.transactions = transactions;
        this.installation = installation;
    }

    /** Reads the position of a partition by the topic's name. Its topic id may differ from today's. */
    public Optional<Position> read(String topic, int partition) throws SQLException {
        return transactions.runRepeatable(connection -> store.readInTx(connection, topic, partition));
    }

    /**
     * Reads the position unless a transaction holds the row. A worker that opens a partition while another worker's last slice is
     * still in progress would only wait for it with a slice of its own. Sessions are checked when they are opened, and here again,
     * because the schema may have been recreated under an open session.
     *
     * @throws SQLException with code 3572 if a transaction holds the row
     */
    public Optional<Position> readFree(String topic, int partition) throws SQLException {
        return transactions.runRepeatable(connection -> {
            installation.require(connection);
            return store.readFreeInTx(connection, topic, partition);
        });
    }

    /** Creates the position of a partition unless it exists, and returns the stored one, which may be another worker's. */
    public Position create(Source source, long nextOffset) throws SQLException {
        return transactions.runRepeatable(connection -> {
            store.createInTx(connection, source, nextOffset);
            return store.readInTx(connection, source.topic(), source.partition()).orElseThrow();
        });
    }

    /**
     * Keeps under which mapping the records of a partition are read from its position on.
     *
     * @param mapping the digest of the mapping; empty without one
     */
    public void noteMapping(Source source, Optional<String> mapping) throws SQLException {
        transactions.runRepeatable(connection -> {
            store.noteMappingInTx(connection, source, mapping.orElse(null));
            return true;
        });
    }

    /** Whether any partition of the topic has a position. */
    public boolean knows(String topic) throws SQLException {
        return all().keySet().stream().anyMatch(source -> source.topic().equals(topic));
    }

    /** Creates positions, all or none, except those that exist. */
    public void createAll(Map<Source, Long> nextOffsets) throws SQLException {
        transactions.runRepeatable(connection -> {
            for (Map.Entry<Source, Long> next : nextOffsets.entrySet()) {
                store.createInTx(connection, next.getKey(), next.getValue());
            }
            return true;
        });
    }

    /** Reads all positions, by topic and partition. */
    public Map<Source, Position> all() throws SQLException {
        return transactions.runRepeatable(store::readAllInTx);
    }

    /** Reads what operators have paused. */
    public PausedPartitions.Snapshot paused() throws SQLException {
        return transactions.runRepeatable(paused::readInTx);
    }

    /** Lets a topic that was recreated under its name begin again. An operator decided so. */
    public void acceptNewTopic(Source source, long nextOffset) throws SQLException {
        transactions.runRepeatable(connection -> {
            store.acceptInTx(connection, source, nextOffset);
            return true;
        });
    }

    /** Moves a position past offsets that hold no record; returns false if it is not where it is expected. */
    public boolean pass(Source source, long fromOffset, long nextOffset, int leaderEpoch) throws SQLException {
        return transactions.runRepeatable(
                connection -> store.moveInTx(connection, source, fromOffset, nextOffset, leaderEpoch));
    }
}
