package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks that each command is in the journal with its content. */
final class CommandEffectCheck implements EffectCheck<Command> {
    private final JournalStore journal = new JournalStore();

    @Override
    public void checkInTx(Connection connection, List<Command> commands, Findings findings) throws SQLException {
        Map<AccountKey, ContentDigest> wanted = new TreeMap<>();
        for (Command command : commands) {
            wanted.putIfAbsent(new AccountKey(command.accountUuid(), command.commandId()), command.digest());
        }
        Map<AccountKey, ContentDigest> found = new HashMap<>();
        journal.decisionsInTx(connection, List.copyOf(wanted.keySet()),
                found::put);
        wanted.forEach((key, digest) -> {
            if (!digest.equals(found.get(key))) {
                findings.differs("account_entry", key.accountUuid() + " " + key.id(),
                        found.containsKey(key) ? "the entry has other content" : "there is no entry for it");
            }
        });
    }
}
