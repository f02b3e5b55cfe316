package dev.accountrisk.reconcile;

import dev.accountrisk.database.CommitOutcomeUnknownException;
import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads in one snapshot: everything a transaction reads is as of its first read, and nothing waits for it. */
final class Snapshots {
    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private final Transactions transactions;

    Snapshots(Transactions transactions) {
        this.transactions = transactions;
    }

    <T> T read(Transactions.Work<T> work) throws SQLException {
        try {
            return transactions.run(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(ONE_SNAPSHOT);
                }
                return work.runInTx(connection);
            });
        } catch (CommitOutcomeUnknownException nothingWasWritten) {
            throw nothingWasWritten.failure();
        }
    }
}
