package dev.accountrisk.commands;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows to write for decided commands. */
final class CommandChanges {
    private final List<HeadStore.Row> heads = new ArrayList<>();
    private final List<BalanceStore.Row> balances = new ArrayList<>();
    private final List<HoldStore.Row> holds = new ArrayList<>();
    private final Map<String, String> registrations = new TreeMap<>();
    private final List<JournalStore.Row> journal = new ArrayList<>();

    /** Adds the decisions about one account. Call it for the accounts in the order of their keys. */
    void add(CommandGroup group, AccountSnapshot before, CommandFold.Result result, boolean heldBack) {
        String account = group.accountUuid();
        Source source = group.source();
        for (CommandFold.Entry entry : result.entries()) {
            journal.add(new JournalStore.CommandRow(entry, source, group.records().get(entry.item()).offset()));
        }
        if (result.version() != before.version() || heldBack != before.heldBack()) {
            heads.add(new HeadStore.Row(account, new HeadStore.Head(result.version(), heldBack)));
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
    }

    /** Writes them. */
    void writeInTx(Connection connection, CommandStores stores, CommandLoad load) throws SQLException {
        stores.heads().writeInTx(connection, heads);
        stores.balances().writeInTx(connection, balances);
        stores.holds().writeInTx(connection, holds);
        stores.registrations().registerInTx(connection, registrations);
        stores.registrations().releaseInTx(connection, load.claimsWithout(registrations.keySet()));
        stores.journal().insertInTx(connection, journal);
    }
}
