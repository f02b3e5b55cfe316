package dev.accountrisk.apply;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.Decoded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands: all of one account in a batch are one locked row, one fold with a verdict each, and one write. */
final class CommandStep implements BatchStep<Command> {
    private final CommandStores stores;
    private final boolean holdBack;
    private final StepClock clock;
    private final JournalLooks looks = new JournalLooks();

    CommandStep(Outbox outbox, boolean holdBack, StepClock clock) {
        this.stores = new CommandStores(outbox);
        this.holdBack = holdBack;
        this.clock = clock;
    }

    /**
     * Cuts a batch before a reference that two of its accounts want: accounts are decided one after another and not in the order
     * of their records, so who came first has to be committed first.
     */
    @Override
    public Batch<Command> head(Batch<Command> batch) {
        Map<String, String> wanted = new HashMap<>();
        List<Received<Command>> records = batch.records();
        for (int index = 0; index < records.size(); index++) {
            if (records.get(index).decoded() instanceof Decoded.Valid<Command>(Command command)
                    && command.type() == CommandType.OPEN) {
                String first = wanted.putIfAbsent(String.valueOf(command.externalRef()), command.accountUuid());
                if (first != null && !first.equals(command.accountUuid())) {
                    return batch.head(index);
                }
            }
        }
        return batch;
    }

    @Override
    public Plan plan(Batch<Command> batch) {
        return new CommandPlan(batch, stores, holdBack, looks, clock);
    }
}
