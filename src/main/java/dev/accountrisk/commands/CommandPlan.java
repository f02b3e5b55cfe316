package dev.accountrisk.commands;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One slice of commands, and what became of it in the newest attempt. */
final class CommandPlan implements SliceStep.Plan {
    private final Slice<Command> slice;
    private final Source source;
    private final JournalLooks looks;
    /** The groups by account, in the order of keys. Each group keeps the order of its records. */
    private final Map<String, CommandGroup> groups = new TreeMap<>();
    /** Records whose key names no account. */
    private final List<ParkedStore.Row> withoutAccount = new ArrayList<>();
    private int ignored;
    private boolean knownCommand;
    /** How many commands of an account the newest decision refuses; no account without one. */
    private Map<String, Integer> refused = Map.of();

    CommandPlan(Slice<Command> slice, JournalLooks looks) {
        this.slice = slice;
        this.source = slice.source();
        this.looks = looks;
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

    /** Two accounts that want one reference are decided one after the other. */
    @Override
    public Set<String> touched() {
        Set<String> touched = new HashSet<>(groups.keySet());
        for (Received<Command> received : slice.records()) {
            if (received.decoded() instanceof Decoded.Valid<Command>(Command command)
                    && command.type() == CommandType.OPEN) {
                touched.add(requireNonNull(command.externalRef()));
            }
        }
        return touched;
    }

    Slice<Command> slice() {
        return slice;
    }

    Collection<CommandGroup> groups() {
        return groups.values();
    }

    List<ParkedStore.Row> withoutAccount() {
        return withoutAccount;
    }

    int ignored() {
        return ignored;
    }

    /** Whether the journal must be asked which commands it knows. */
    boolean mustLook() {
        return looks.isDue();
    }

    /** Notes what an attempt found and decided. */
    void decided(boolean knowsCommand, Map<String, Integer> refusedByAccount) {
        knownCommand = knowsCommand;
        refused = refusedByAccount;
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
}
