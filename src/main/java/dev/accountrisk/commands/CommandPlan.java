package dev.accountrisk.commands;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.Verdict;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.parking.ParkedState;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One slice of commands. */
final class CommandPlan implements SliceStep.Plan {
    static final String CONFLICT_DETAIL = "commandId: another command was decided under it";

    private final Slice<Command> slice;
    private final Source source;
    private final CommandStores stores;
    private final boolean holdBack;
    private final JournalLooks looks;
    private final StepClock clock;
    private boolean knownCommand;
    /** How many commands of an account the newest decision refuses; no account without one. */
    private Map<String, Integer> refused = Map.of();
    /** The groups by account, in the order of keys. Each group keeps the order of its records. */
    private final Map<String, CommandGroup> groups = new TreeMap<>();
    /** Records whose key names no account. */
    private final List<ParkedStore.Row> withoutAccount = new ArrayList<>();
    private int ignored;

    CommandPlan(Slice<Command> slice, CommandStores stores, boolean holdBack, JournalLooks looks, StepClock clock) {
        this.slice = slice;
        this.source = slice.source();
        this.stores = stores;
        this.holdBack = holdBack;
        this.looks = looks;
        this.clock = clock;
        for (Received<Command> received : slice.records()) {
            switch (received.decoded()) {
                case Decoded.Valid<Command>(Command command) -> group(command.accountUuid()).add(received);
                case Decoded.Invalid<Command> invalid -> addInvalid(received, invalid);
                case Decoded.Ignored<Command> _ -> ignored++;
            }
        }
    }

    private void addInvalid(Received<Command> received, Decoded.Invalid<Command> invalid) {
        String account = received.account();
        if (account == null) {
            withoutAccount.add(new ParkedStore.Row(source, received, invalid.reason(), invalid.detail()));
        } else {
            group(account).add(received);
        }
    }

    private CommandGroup group(String account) {
        return groups.computeIfAbsent(account, named -> new CommandGroup(named, source));
    }

    @Override
    public List<String> accountsToLock() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public OutcomeCounts applyInTx(Connection connection, SliceStep.Trust trust) throws SQLException {
        CommandLoad load = CommandLoad.lockAndReadInTx(connection, stores, groups.values(),
                trust == SliceStep.Trust.LOCK_AND_LOOK || looks.isDue());
        knownCommand = load.knowsCommands();
        clock.done(EngineStep.LOAD);
        Decided decided = decide(load, stores.parked().parkedBeforeInTx(connection, slice));
        clock.done(EngineStep.DECIDE);
        refused = decided.refused;
        writeInTx(connection, load, decided);
        clock.done(EngineStep.WRITE);
        return decided.tally.counts();
    }

    @Override
    public void committed() {
        looks.committed(knownCommand);
    }

    @Override
    public void visitAccounts(SliceStep.AccountVisitor visitor) {
        groups.forEach((account, group) -> visitor.account(account, group.records().size(),
                refused.getOrDefault(account, 0)));
    }

    private Decided decide(CommandLoad load, Map<Long, ParkedState> parkedBefore) {
        Decided decided = new Decided(parkedBefore);
        decided.tally.add(Outcome.IGNORED, ignored);
        for (ParkedStore.Row row : withoutAccount) {
            decided.park(row);
        }
        for (CommandGroup group : groups.values()) {
            CommandGroup open = group.without(received -> isSettled(received, parkedBefore.get(received.offset())));
            for (int settled = open.records().size(); settled < group.records().size(); settled++) {
                decided.tally.add(Outcome.PARKED);
            }
            AccountSnapshot before = load.snapshot(group.accountUuid());
            decided.add(open, before, CommandFold.fold(before, open.items(), holdBack));
        }
        return decided;
    }

    /**
     * Whether a record that is read again was parked and stays parked. It neither takes effect now nor holds back its account
     * again. A released record has been decided since, and is a duplicate like any other.
     */
    private static boolean isSettled(Received<Command> received, @Nullable ParkedState before) {
        return before != null && (before != ParkedState.RELEASED || !received.isValid());
    }

    private void writeInTx(Connection connection, CommandLoad load, Decided decided) throws SQLException {
        decided.changes.writeInTx(connection, stores, load);
        stores.parked().insertInTx(connection, decided.parked);
        stores.outbox()
                .appendEventsInTx(connection, source.topic(), source.partition(),
                        decided.changes.events());
    }

    /** Why a record is parked, in one line. */
    static String detail(Received<Command> received, ParkReason reason) {
        return received.decoded() instanceof Decoded.Invalid<Command> invalid
                ? invalid.detail()
                : "accountUuid: an earlier command of this account is parked (" + reason + ")";
    }

    /** The decisions about the slice. */
    private final class Decided {
        final OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
        final CommandChanges changes = new CommandChanges(source);
        final List<ParkedStore.Row> parked = new ArrayList<>();
        final Map<String, Integer> refused = new HashMap<>();
        private final Map<Long, ParkedState> parkedBefore;

        Decided(Map<Long, ParkedState> parkedBefore) {
            this.parkedBefore = parkedBefore;
        }

        /** Parks each offset once, whatever its state is and whatever is decided now. */
        void park(ParkedStore.Row row) {
            tally.add(Outcome.PARKED);
            if (!parkedBefore.containsKey(row.record().offset())) {
                parked.add(row);
            }
        }

        void add(CommandGroup group, AccountSnapshot before, CommandFold.Result result) {
            for (int index = 0; index < result.verdicts().size(); index++) {
                Verdict verdict = result.verdicts().get(index);
                addVerdict(group.records().get(index), verdict);
                if (verdict instanceof Verdict.Refused) {
                    refused.merge(group.accountUuid(), 1, Integer::sum);
                }
            }
            changes.add(group, before, result, result.heldBack());
        }

        private void addVerdict(Received<Command> received, Verdict verdict) {
            switch (verdict) {
                case Verdict.Parked(ParkReason reason) ->
                    park(new ParkedStore.Row(source, received, reason, detail(received, reason)));
                case Verdict.Conflict() -> park(new ParkedStore.Row(source, received, ParkReason.CONFLICT,
                        CONFLICT_DETAIL));
                case Verdict.Applied(),Verdict.Refused(var _),Verdict.Duplicate() -> tally.add(verdict.outcome());
            }
        }
    }
}
