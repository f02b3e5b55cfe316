package dev.accountrisk.outbox;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.lanes.RelayLanes;
import java.sql.SQLException;
import java.util.List;

/** The rows of the outbox in their order. A row leaves when the broker has acknowledged it. Belongs to one thread. */
final class OutboxQueue {
    private final Transactions transactions;
    private final OutboxStore store = new OutboxStore();
    /** Rows that the broker has, and whose deletion is not certain yet. */
    private List<OutboxRow> acknowledged = List.of();

    /** Whether the rows that were read last were large. */
    private boolean rowsAreLarge;

    OutboxQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The oldest events of some lanes that are not acknowledged, until their payloads come to so many bytes.
     *
     * <p>A worker of the version before writes rows without a lane. While there are any, the holder of the first lane relays all rows in
     * the order of their ids, as that version does, and each other lane ends before the oldest of them. Then a row of another lane may be
     * sent by two workers. That harms no order: each of them sends an account's rows in the order of their ids, from the oldest that
     * is not deleted, and a row is deleted only when the broker has all of it.
     *
     * @param lanes in the order in which they are read; at least one
     */
    RowSequences readEvents(List<Integer> lanes, int rowsMax, long bytesMax) throws SQLException {
        deleteAcknowledged();
        // of large rows few are read, and the others are transferred in vain
        int laneRowsMax = rowsAreLarge ? rowsMax / lanes.size() : rowsMax;
        LaneRows found = transactions
                .runRepeatable(connection -> store.readLanesInTx(connection, lanes, laneRowsMax, rowsMax, bytesMax));
        rowsAreLarge = found.hasEnoughBytes();
        if (!found.stopsAtRowWithoutLane() || !lanes.contains(RelayLanes.FIRST)) {
            return found.sequences();
        }
        List<OutboxRow> all = transactions
                .runRepeatable(connection -> store.readInTx(connection, OutboxRow.Kind.EVENTS, rowsMax, bytesMax));
        return RowSequences.ofAllLanes(all, all.size() == rowsMax || OutboxRow.bytes(all) >= bytesMax);
    }

    /** The oldest notes of parked records that are not acknowledged. */
    List<OutboxRow> readParked(int rowsMax) throws SQLException {
        deleteAcknowledged();
        return transactions.runRepeatable(
                connection -> store.readInTx(connection, OutboxRow.Kind.PARKED, rowsMax, Long.MAX_VALUE));
    }

    /** Deletes rows that the broker has acknowledged. */
    void acknowledge(List<OutboxRow> rows) throws SQLException {
        acknowledged = rows;
        deleteAcknowledged();
    }

    /**
     * Nothing is read before this succeeds: as long as the server is read-only, the rows would be sent again and again. An unknown
     * outcome is harmless, since a deleted row was sent, and a row that is still there is deleted now.
     */
    private void deleteAcknowledged() throws SQLException {
        if (acknowledged.isEmpty()) {
            return;
        }
        List<OutboxRow> rows = acknowledged;
        transactions.runRepeatable(connection -> {
            store.deleteInTx(connection, rows);
            return rows.size();
        });
        acknowledged = List.of();
    }
}
