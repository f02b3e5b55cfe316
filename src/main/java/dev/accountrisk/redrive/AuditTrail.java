package dev.accountrisk.redrive;

import dev.accountrisk.database.EntityTransactions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records an action before it begins, and afterwards what became of it. */
final class AuditTrail {
    private final RedriveActionRepository actions;
    private final EntityTransactions transactions;
    private final Clock clock;

    AuditTrail(RedriveActionRepository actions, EntityTransactions transactions, Clock clock) {
        this.actions = actions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The work that is recorded. */
    @FunctionalInterface
    interface Work {
        List<AccountResult> run() throws SQLException;
    }

    /**
     * Records what is done to an account, or to records that are named.
     *
     * @param account null for records of several accounts, or of none
     * @param ids     the records that it is about to take: a replay knows them by this row, also if the process is killed before it
     *                can say which it took; empty where the account says it
     */
    List<AccountResult> record(RedriveKind kind, @Nullable String account, List<Long> ids, RedriveRequest request,
            Work work) throws SQLException {
        RedriveAction action = save(new RedriveAction(kind, account, ids, request, clock.millis()));
        boolean done = false;
        try {
            List<AccountResult> results = work.run();
            List<RecordResult> records = results.stream().flatMap(result -> result.records().stream()).toList();
            List<Long> taken = records.stream()
                    .filter(record -> !record.isStillParked())
                    .map(RecordResult::id)
                    .toList();
            action.done(taken, records.size() - taken.size(), clock.millis());
            done = true;
            return results;
        } finally {
            if (!done) {
                action.failed(clock.millis());
            }
            save(action);
        }
    }

    private RedriveAction save(RedriveAction action) {
        return transactions.write(() -> actions.save(action));
    }
}
