package dev.accountrisk.app;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.parking.ParkingProperties;
import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.risk.RiskProperties;
import org.springframework.beans.factory.ObjectProvider;

/** What the command {@code reconcile} needs: the check, the repairs if requested, and the settings of both. */
public final class ReconcileJob {
    private final Reconciliation reconciliation;
    private final ObjectProvider<Repairs> repairs;
    private final TopicProperties topics;
    private final ParkingProperties parking;
    private final RiskProperties risk;

    ReconcileJob(Reconciliation reconciliation, ObjectProvider<Repairs> repairs, TopicProperties topics,
            ParkingProperties parking, RiskProperties risk) {
        this.reconciliation = reconciliation;
        this.repairs = repairs;
        this.topics = topics;
        this.parking = parking;
        this.risk = risk;
    }

    public Reconciliation reconciliation() {
        return reconciliation;
    }

    /** Needs a producer, so it is created on demand. */
    public Repairs repairs() {
        return repairs.getObject();
    }

    public String riskTopic() {
        return topics.riskUpdates();
    }

    public String commandTopic() {
        return topics.commands();
    }

    public boolean holdBack() {
        return parking.holdBack();
    }

    public RiskOrder riskOrder() {
        return risk.orderBy();
    }
}
