package dev.accountrisk.apply;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.Verdict;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One batch of commands. */
final class CommandPlan implements BatchStep.Plan {
    private final Source source;
    private final CommandStores stores;
    private final boolean holdBack;
    private final StepClock clock;
    /** By account, in the order of keys; each account's records in their own order. */
    private final Map<String, CommandGroup> groups = new TreeMap<>();
    /** Records whose key names no account. */
    private final List<ParkedStore.Row> withoutAccount = new ArrayList<>();

    CommandPlan(Batch<Command> batch, CommandStores stores, boolean holdBack, StepClock clock) {
        this.source = batch.source();
        this.stores = stores;
        this.holdBack = holdBack;
        this.clock = clock;
        for (Received<Command> received : batch.records()) {
            switch (received.decoded()) {
                case Decoded.Valid<Command>(Command command) -> group(command.accountUuid()).add(received,
                        new CommandItem.ValidCommand(command));
                case Decoded.Invalid<Command> invalid -> addInvalid(received, invalid);
            }
        }
    }

    private void addInvalid(Received<Command> received, Decoded.Invalid<Command> invalid) {
        String account = ParkedStore.accountOf(received.key());
        if (account == null) {
            withoutAccount.add(new ParkedStore.Row(source, received, invalid.reason(), invalid.detail()));
        } else {
            group(account).add(received, new CommandItem.InvalidCommand(invalid.reason()));
        }
    }

    private CommandGroup group(String account) {
        return groups.computeIfAbsent(account, CommandGroup::new);
    }

    @Override
    public List<String> accountsToLock() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public OutcomeCounts applyInTx(Connection connection, boolean again) throws SQLException {
        CommandLoad load = CommandLoad.lockAndReadInTx(connection, stores, groups.values());
        clock.done(EngineStep.LOAD);
        Decided decided = decide(load);
        clock.done(EngineStep.DECIDE);
        writeInTx(connection, load, decided);
        clock.done(EngineStep.WRITE);
        return decided.tally.counts();
    }

    private Decided decide(CommandLoad load) {
        Decided decided = new Decided();
        withoutAccount.forEach(row -> decided.park(row));
        for (CommandGroup group : groups.values()) {
            AccountSnapshot before = load.snapshot(group.accountUuid());
            decided.add(group, before, CommandFold.fold(before, group.items(), holdBack));
        }
        return decided;
    }

    private void writeInTx(Connection connection, CommandLoad load, Decided decided) throws SQLException {
        stores.heads().writeInTx(connection, decided.heads);
        stores.balances().writeInTx(connection, decided.balances);
        stores.holds().writeInTx(connection, decided.holds);
        stores.registrations().registerInTx(connection, decided.registrations);
        stores.registrations().releaseInTx(connection, load.claimsWithout(decided.registrations.keySet()));
        stores.journal().insertInTx(connection, decided.journal);
        stores.parked().insertInTx(connection, decided.parked);
        stores.outbox().appendEventsInTx(connection, decided.events);
    }

    /** What the batch comes to. */
    private final class Decided {
        final OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
        final List<HeadStore.Row> heads = new ArrayList<>();
        final List<BalanceStore.Row> balances = new ArrayList<>();
        final List<HoldStore.Row> holds = new ArrayList<>();
        final Map<String, String> registrations = new TreeMap<>();
        final List<JournalStore.Row> journal = new ArrayList<>();
        final List<ParkedStore.Row> parked = new ArrayList<>();
        final List<AccountEvent> events = new ArrayList<>();

        void park(ParkedStore.Row row) {
            tally.add(Outcome.PARKED);
            parked.add(row);
        }

        void add(CommandGroup group, AccountSnapshot before, CommandFold.Result result) {
            String account = group.accountUuid();
            for (int index = 0; index < result.verdicts().size(); index++) {
                addVerdict(group.records().get(index), result.verdicts().get(index));
            }
            for (CommandFold.Entry entry : result.entries()) {
                journal.add(new JournalStore.CommandRow(entry, source, group.offsetOf(entry.command())));
            }
            if (result.version() != before.version() || result.heldBack() != before.heldBack()) {
                heads.add(new HeadStore.Row(account, new HeadStore.Head(result.version(), result.heldBack())));
            }
            result.changedBalances()
                    .forEach((asset, balance) -> balances
                            .add(new BalanceStore.Row(new AccountKey(account, asset), balance)));
            result.changedHolds()
                    .forEach((id, hold) -> holds.add(new HoldStore.Row(account, hold, source.partition())));
            String reference = result.newExternalRef();
            if (reference != null) {
                registrations.put(reference, account);
            }
            CommandEvents.of(before, result, events);
        }

        private void addVerdict(Received<Command> received, Verdict verdict) {
            switch (verdict) {
                case Verdict.Parked(ParkReason reason) ->
                    park(new ParkedStore.Row(source, received, reason, detail(received, reason)));
                case Verdict.Conflict() -> park(new ParkedStore.Row(source, received, ParkReason.CONFLICT,
                        "commandId: another command was decided under it"));
                case Verdict.Applied(),Verdict.Refused(var _),Verdict.Duplicate() -> tally.add(verdict.outcome());
            }
        }

        private static String detail(Received<Command> received, ParkReason reason) {
            return received.decoded() instanceof Decoded.Invalid<Command> invalid
                    ? invalid.detail()
                    : "accountUuid: an earlier command of it is parked (" + reason + ")";
        }
    }
}
