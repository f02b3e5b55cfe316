package dev.accountrisk.actions;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.positions.Decision;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.positions.PositionRefusedException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Changes positions by room positions. That an action is done is written in the transaction of its change. */
final class PositionWork implements Work {
    private final ActionStore store;
    private final Supplier<PositionActions> positions;

    PositionWork(ActionStore store, Supplier<PositionActions> positions) {
        this.store = store;
        this.positions = positions;
    }

    @Override
    public OptionalLong left(OperatorAction action) {
        return OptionalLong.empty();
    }

    @Override
    public ActionEnd carryOut(OperatorAction action, StopSignal stop)
            throws SQLException, BrokerException, PositionRefusedException {
        Set<String> changes = new LinkedHashSet<>();
        Decision decision = new Decision(action.asker().who(), action.asker().why(), (connection, change) -> {
            changes.add(change.describe());
            store.doneInTx(connection, action, String.join(". ", changes));
        });
        change(action, decision);
        return new ActionEnd(ActionState.DONE, String.join(". ", changes), null);
    }

    private void change(OperatorAction action, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        OperatorAction.Position what = action.position();
        switch (action.kind()) {
            case ACCEPT -> positions.get().accept(what.topic(), decision);
            case MOVE -> positions.get()
                    .move(what.topic(), Objects.requireNonNull(what.partition()),
                            what.toOffset() == null ? OptionalLong.empty() : OptionalLong.of(what.toOffset()),
                            what.skipRecords(), decision);
            case PAUSE -> positions.get().pause(what.topic(), what.partition(), decision);
            case RESUME -> positions.get().resume(what.topic(), what.partition(), decision);
            case RELEASE, DROP, WHAT_IF ->
                throw new IllegalArgumentException(action.kind() + " is not done to a position");
        }
    }
}
