package dev.accountrisk.backfill;

import dev.accountrisk.database.CommitOutcomeUnknownException;
import dev.accountrisk.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Small transactions of the job itself. All of them may be run again, so an unknown outcome is a failure like another. */
final class Work {
    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private Work() {}

    static <T> T run(Transactions transactions, Transactions.Work<T> work) throws SQLException {
        try {
            return transactions.run(work);
        } catch (CommitOutcomeUnknownException unknown) {
            throw unknown.failure();
        }
    }

    /** Everything that is read is as of the first read, and nothing waits for it. */
    static <T> T inOneSnapshot(Transactions transactions, Transactions.Work<T> work) throws SQLException {
        return run(transactions, connection -> {
            execute(connection, ONE_SNAPSHOT);
            return work.runInTx(connection);
        });
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
