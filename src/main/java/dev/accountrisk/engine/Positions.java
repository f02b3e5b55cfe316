package dev.accountrisk.engine;

import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.util.Optional;

/** The door to the positions for whoever reads a topic: where does a partition stand, and where does a new one begin. */
public final class Positions {
    private final Transactions transactions;
    private final PositionStore store = new PositionStore();

    Positions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Reads the position of a partition by the topic's name; its topic id may be another than today's. */
    public Optional<Position> read(String topic, int partition) throws SQLException {
        return transactions.runRepeatable(connection -> store.readInTx(connection, topic, partition));
    }

    /**
     * The same, where no transaction holds the row: who opens a partition while another worker's last batch is under way would
     * only wait for it with a batch of its own.
     *
     * @throws SQLException with code 3572 when one does
     */
    public Optional<Position> readFree(String topic, int partition) throws SQLException {
        return transactions.runRepeatable(connection -> store.readFreeInTx(connection, topic, partition));
    }

    /** Makes the position of a partition that has none, and answers the one that is there: it may be another worker's. */
    public Position create(Source source, long nextOffset) throws SQLException {
        return transactions.runRepeatable(connection -> {
            store.createInTx(connection, source, nextOffset);
            return store.readInTx(connection, source.topic(), source.partition()).orElseThrow();
        });
    }

    /** Lets a topic that was made again under its name begin anew: an operator's decision. */
    public void acceptNewTopic(Source source, long nextOffset) throws SQLException {
        transactions.runRepeatable(connection -> {
            store.acceptInTx(connection, source, nextOffset);
            return true;
        });
    }

}
