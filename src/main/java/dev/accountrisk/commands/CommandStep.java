package dev.accountrisk.commands;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies commands: all commands of one account in a slice need one locked row, one fold with a verdict each, and one write. */
public final class CommandStep implements SliceStep<Command> {
    private final CommandStores stores;
    private final boolean holdBack;
    private final StepClock clock;
    private final JournalLooks looks = new JournalLooks();

    public CommandStep(Outbox outbox, boolean holdBack, StepClock clock) {
        this.stores = new CommandStores(outbox);
        this.holdBack = holdBack;
        this.clock = clock;
    }

    /**
     * Ends before the second account that wants the same external reference. Accounts are decided one after another, not in the
     * order of their records, so the account whose record arrived first must be committed first.
     */
    @Override
    public Slice<Command> firstTransaction(Slice<Command> slice) {
        Map<String, String> wanted = new HashMap<>();
        List<Received<Command>> records = slice.records();
        for (int index = 0; index < records.size(); index++) {
            if (records.get(index).decoded() instanceof Decoded.Valid<Command>(Command command)
                    && command.type() == CommandType.OPEN) {
                String first = wanted.putIfAbsent(requireNonNull(command.externalRef()), command.accountUuid());
                if (first != null && !first.equals(command.accountUuid())) {
                    return slice.first(index);
                }
            }
        }
        return slice;
    }

    @Override
    public Plan plan(Slice<Command> slice) {
        return new CommandPlan(slice, looks);
    }

    @Override
    public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust)
            throws SQLException {
        return new CommandTransaction(stores, holdBack, clock).applyInTx(connection,
                plans.stream().map(CommandPlan.class::cast).toList(), trust);
    }
}
