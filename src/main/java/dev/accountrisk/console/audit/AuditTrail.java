package dev.accountrisk.console.audit;

import dev.accountrisk.database.EntityTransactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what somebody did. The row is committed before anything is shown, so that nothing is seen unsaid. */
@Component
public class AuditTrail {
    private final AuditRepository rows;
    private final EntityTransactions transactions;

    AuditTrail(AuditRepository rows, EntityTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /** Adds a row. */
    public void record(String who, AuditedAction action, String subject) {
        transactions.write(() -> rows.save(new AuditRow(who, action, subject, null)));
    }

    /** Adds a row with a reason, in the caller's transaction. */
    public void recordInTx(String who, AuditedAction action, String subject, @Nullable String why) {
        rows.save(new AuditRow(who, action, subject, why));
    }
}
