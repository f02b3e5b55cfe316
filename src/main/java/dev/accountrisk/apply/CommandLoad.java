package dev.accountrisk.apply;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Balance;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Decision;
import dev.accountrisk.account.Hold;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is stored of the accounts of a batch, as far as its commands can ask for it. Read under the locks of their heads. */
final class CommandLoad {
    private final Map<String, HeadStore.Head> heads;
    private final Map<String, Map<String, Decision>> decisions = new HashMap<>();
    private Map<String, Map<String, Hold>> holds = Map.of();
    private Map<String, Map<String, Balance>> balances = Map.of();
    private Map<String, String> references = Map.of();
    private Map<String, String> owners = Map.of();
    private final Map<String, String> claimed = new TreeMap<>();

    private CommandLoad(Map<String, HeadStore.Head> heads) {
        this.heads = heads;
    }

    static CommandLoad lockAndReadInTx(Connection connection, CommandStores stores,
            Collection<CommandGroup> sortedGroups)
            throws SQLException {
        CommandLoad load = new CommandLoad(
                stores.heads().lockInTx(connection, sortedGroups.stream().map(CommandGroup::accountUuid).toList()));
        Set<AccountKey> commandIds = new TreeSet<>();
        Set<AccountKey> holdIds = new TreeSet<>();
        Set<AccountKey> assets = new TreeSet<>();
        Map<String, String> wanted = new TreeMap<>();
        Set<String> opening = new TreeSet<>();
        for (CommandGroup group : sortedGroups) {
            for (CommandItem item : group.items()) {
                if (item instanceof CommandItem.ValidCommand(Command command)) {
                    String account = command.accountUuid();
                    commandIds.add(new AccountKey(account, command.commandId()));
                    String holdId = command.holdId();
                    if (holdId != null) {
                        holdIds.add(new AccountKey(account, holdId));
                    }
                    assets.add(new AccountKey(account, command.asset()));
                    String reference = command.externalRef();
                    if (command.type() == CommandType.OPEN && reference != null) {
                        wanted.put(reference, account);
                        opening.add(account);
                    }
                }
            }
        }
        stores.journal().readInTx(connection, List.copyOf(commandIds), load::addDecision);
        load.holds = stores.holds().readInTx(connection, List.copyOf(holdIds));
        load.holds.forEach(
                (account, byId) -> byId.values().forEach(hold -> assets.add(new AccountKey(account, hold.asset()))));
        load.balances = stores.balances().readInTx(connection, List.copyOf(assets));
        load.claimInTx(connection, stores, wanted, List.copyOf(opening));
        return load;
    }

    private void addDecision(AccountKey key, @Nullable Decision decision) {
        if (decision != null) {
            decisions.computeIfAbsent(key.accountUuid(), account -> new HashMap<>()).put(key.id(), decision);
        }
    }

    private void claimInTx(Connection connection, CommandStores stores, Map<String, String> wanted,
            List<String> opening)
            throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        references = stores.registrations().readInTx(connection, opening);
        wanted.values().removeIf(references::containsKey);
        owners = stores.registrations().claimInTx(connection, wanted);
        wanted.forEach((reference, account) -> {
            if (account.equals(owners.get(reference))) {
                claimed.put(reference, account);
            }
        });
    }

    AccountSnapshot snapshot(String account) {
        HeadStore.Head head = heads.getOrDefault(account, new HeadStore.Head(0, false));
        return new AccountSnapshot(account, head.version(), head.heldBack(), references.get(account),
                balances.getOrDefault(account, Map.of()), holds.getOrDefault(account, Map.of()),
                decisions.getOrDefault(account, Map.of()), owners);
    }

    /** The references that this transaction has claimed, but for those that were registered. */
    Collection<String> claimsWithout(Set<String> registered) {
        Set<String> unused = new TreeSet<>(claimed.keySet());
        unused.removeAll(registered);
        return unused;
    }
}
