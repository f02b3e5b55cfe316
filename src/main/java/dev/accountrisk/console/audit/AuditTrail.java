package dev.accountrisk.console.audit;

import dev.accountrisk.database.EntityTransactions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Records what somebody did. The row is committed before anything is shown, so that nothing is seen unsaid. */
@Component
public class AuditTrail {
    /** The audit has no index by subject, so a view that is older than so many rows is not looked for. */
    public static final int LOOKED_THROUGH = 100_000;
    private static final int VIEWS_MAX = 50;

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

    /** Who saw the payload of one thing, the newest first: the newest 50, in the newest {@link #LOOKED_THROUGH} rows. */
    public List<AuditEntry> viewsInTx(String subject) {
        Long newest = rows.newestId();
        return newest == null ? List.of() : rows.views(subject, newest - LOOKED_THROUGH, Limit.of(VIEWS_MAX));
    }
}
