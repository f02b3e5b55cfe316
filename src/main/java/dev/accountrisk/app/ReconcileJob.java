package dev.accountrisk.app;

import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.Repairs;
import org.springframework.beans.factory.ObjectProvider;

/** What the command {@code reconcile} needs: the check, and the repairs if requested. */
public final class ReconcileJob {
    private final Reconciliation reconciliation;
    private final ObjectProvider<Repairs> repairs;

    ReconcileJob(Reconciliation reconciliation, ObjectProvider<Repairs> repairs) {
        this.reconciliation = reconciliation;
        this.repairs = repairs;
    }

    public Reconciliation reconciliation() {
        return reconciliation;
    }

    /** Needs a producer, so it is created on demand. */
    public Repairs repairs() {
        return repairs.getObject();
    }
}
