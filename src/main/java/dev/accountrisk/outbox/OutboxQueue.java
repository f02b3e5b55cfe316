package dev.accountrisk.outbox;

import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.util.List;

/** The rows of the outbox in their order. A row leaves when the broker has acknowledged it. Belongs to one thread. */
final class OutboxQueue {
    private final Transactions transactions;
    private final OutboxStore store = new OutboxStore();
    /** Rows that the broker has, and whose deletion is not certain yet. */
    private List<OutboxRow> acknowledged = List.of();

    OutboxQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The oldest rows of a kind that are not acknowledged, until their payloads come to so many bytes. */
    List<OutboxRow> read(OutboxRow.Kind kind, int limit, long bytesMax) throws SQLException {
        deleteAcknowledged();
        return transactions.runRepeatable(connection -> store.readInTx(connection, kind, limit, bytesMax));
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
