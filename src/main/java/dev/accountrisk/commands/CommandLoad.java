package dev.accountrisk.commands;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Balance;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.account.Hold;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.journal.AccountKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The stored state of a transaction's accounts, as far as its commands need it. It is read under the locks of the accounts' heads. */
final class CommandLoad {
    private final Map<String, HeadStore.Head> heads;
    private final Map<String, Map<String, ContentDigest>> decisions = new HashMap<>();
    private Map<String, Map<String, Hold>> holds = Map.of();
    private Map<String, Map<String, Balance>> balances = Map.of();
    private Map<String, String> references = Map.of();
    private Map<String, String> owners = Map.of();
    private final Map<String, String> claimed = new TreeMap<>();

    private CommandLoad(Map<String, HeadStore.Head> heads) {
        this.heads = heads;
    }

    /**
     * Locks and reads.
     *
     * @param look whether to look up all commands in the journal. If not, only commands of accounts that may be held back are
     *             looked up: commands that get parked are never inserted, so the primary key would not reveal a duplicate
     */
    static CommandLoad lockAndReadInTx(Connection connection, CommandStores stores,
            Collection<CommandGroup> sortedGroups, boolean look) throws SQLException {
        CommandLoad load = new CommandLoad(
                stores.heads().lockInTx(connection, sortedGroups.stream().map(CommandGroup::accountUuid).toList()));
        Wanted wanted = new Wanted();
        for (CommandGroup group : sortedGroups) {
            wanted.add(group, look || group.hasInvalid() || load.isHeldBack(group.accountUuid()));
        }
        load.readInTx(connection, stores, wanted);
        load.claimInTx(connection, stores, wanted.references, wanted.opening);
        return load;
    }

    /** Reads what one account's commands need, and neither locks nor claims anything. */
    static CommandLoad previewInTx(Connection connection, CommandStores stores, CommandGroup group,
            ForeseenReferences foreseen) throws SQLException {
        CommandLoad load = new CommandLoad(stores.heads().readInTx(connection, List.of(group.accountUuid())));
        Wanted wanted = new Wanted();
        wanted.add(group, true);
        load.readInTx(connection, stores, wanted);
        load.references = stores.registrations().readInTx(connection, wanted.opening);
        Map<String, String> unregistered = load.unregistered(wanted.references);
        Map<String, String> owned = new HashMap<>(
                stores.registrations().foreseeOwnersInTx(connection, unregistered));
        owned.putAll(foreseen.ownersOf(unregistered.keySet()));
        load.owners = owned;
        return load;
    }

    private void readInTx(Connection connection, CommandStores stores, Wanted wanted) throws SQLException {
        stores.journal().decisionsInTx(connection, wanted.commands, this::addDecision);
        holds = stores.holds().readInTx(connection, wanted.holds);
        balances = stores.balances().readInTx(connection, wanted.assetsWith(holds));
    }

    /** The keys that a slice needs, in order. */
    private static final class Wanted {
        final List<AccountKey> commands = new ArrayList<>();
        final List<AccountKey> holds = new ArrayList<>();
        final List<String> opening = new ArrayList<>();
        final Map<String, String> references = new TreeMap<>();
        private final Set<AccountKey> assets = new TreeSet<>();

        void add(CommandGroup group, boolean look) {
            String account = group.accountUuid();
            if (look) {
                addSorted(account, group.commandIds(), commands);
            }
            Set<String> holdIds = new HashSet<>();
            Set<String> assetNames = new HashSet<>();
            boolean opens = false;
            for (CommandItem item : group.items()) {
                if (item instanceof CommandItem.ValidCommand(Command command, var _)) {
                    String holdId = command.holdId();
                    if (holdId != null) {
                        holdIds.add(holdId);
                    }
                    assetNames.add(command.asset());
                    String reference = command.externalRef();
                    if (command.type() == CommandType.OPEN && reference != null) {
                        references.put(reference, account);
                        opens = true;
                    }
                }
            }
            addSorted(account, holdIds, holds);
            assetNames.forEach(asset -> assets.add(new AccountKey(account, asset)));
            if (opens) {
                opening.add(account);
            }
        }

        private static void addSorted(String account, Set<String> ids, List<AccountKey> into) {
            String[] sorted = ids.toArray(String[]::new);
            Arrays.sort(sorted);
            for (String id : sorted) {
                into.add(new AccountKey(account, id));
            }
        }

        /** The assets that the commands name, and the assets of the holds that they name. */
        List<AccountKey> assetsWith(Map<String, Map<String, Hold>> stored) {
            stored.forEach((account, byId) -> byId.values()
                    .forEach(hold -> assets.add(new AccountKey(account, hold.asset()))));
            return List.copyOf(assets);
        }
    }

    private boolean isHeldBack(String account) {
        HeadStore.Head head = heads.get(account);
        return head != null && head.heldBack();
    }

    /** Whether the journal knew a command of these accounts. */
    boolean knowsCommandOf(Collection<CommandGroup> groups) {
        return !decisions.isEmpty() && groups.stream().anyMatch(group -> decisions.containsKey(group.accountUuid()));
    }

    private void addDecision(AccountKey key, ContentDigest decision) {
        decisions.computeIfAbsent(key.accountUuid(), account -> new HashMap<>()).put(key.id(), decision);
    }

    private void claimInTx(Connection connection, CommandStores stores, Map<String, String> wanted,
            List<String> opening)
            throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        references = stores.registrations().readInTx(connection, opening);
        Map<String, String> claims = unregistered(wanted);
        owners = stores.registrations().claimInTx(connection, claims);
        claims.forEach((reference, account) -> {
            if (account.equals(owners.get(reference))) {
                claimed.put(reference, account);
            }
        });
    }

    /** The references of accounts that have none yet. */
    private Map<String, String> unregistered(Map<String, String> wanted) {
        Map<String, String> unregistered = new TreeMap<>(wanted);
        unregistered.values().removeIf(references::containsKey);
        return unregistered;
    }

    AccountSnapshot snapshot(String account) {
        HeadStore.Head head = heads.getOrDefault(account, new HeadStore.Head(0, false));
        return new AccountSnapshot(account, head.version(), head.heldBack(), references.get(account),
                balances.getOrDefault(account, Map.of()), holds.getOrDefault(account, Map.of()),
                decisions.getOrDefault(account, Map.of()), owners);
    }

    /** The references that this transaction claimed and did not register. */
    Collection<String> claimsWithout(Set<String> registered) {
        Set<String> unused = new TreeSet<>(claimed.keySet());
        unused.removeAll(registered);
        return unused;
    }
}
