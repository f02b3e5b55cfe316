package dev.accountrisk.risk;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Applies risk updates. Accounts whose updates are all {@code SET}s take the upsert lane: their rows are remembered, or read
 * without a lock, and the winner is written on the condition that the row is unchanged. All other accounts, and every account
 * with {@link Lane#LOCKED}, take the locked lane: their rows are locked before they are read.
 */
public final class RiskStep implements SliceStep<RiskUpdate> {
    private final RiskSettings settings;
    private final RememberedStates remembered;
    private final RiskTransaction transaction;
    private final Runnable onClose;

    public RiskStep(RiskSettings settings, Supplier<RiskPolicy> policy, Outbox outbox, RememberedStates remembered,
            StepClock clock, Runnable onClose) {
        this.settings = settings;
        this.remembered = remembered;
        this.transaction = new RiskTransaction(settings, policy, outbox, clock);
        this.onClose = onClose;
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public void forget() {
        remembered.forgetAll();
    }

    @Override
    public RecordBuffer<RiskUpdate> newBuffer() {
        return new PackedRiskUpdates();
    }

    @Override
    public Plan plan(Slice<RiskUpdate> slice) {
        return new RiskPlan(slice, settings.lane(), remembered);
    }

    @Override
    public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust)
            throws SQLException {
        return transaction.applyInTx(connection, plans.stream().map(RiskPlan.class::cast).toList(), trust);
    }
}
