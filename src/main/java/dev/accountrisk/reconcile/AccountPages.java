package dev.accountrisk.reconcile;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.reconcile.check.AccountFacts;
import dev.accountrisk.reconcile.check.AccountFactsBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads accounts page by page, in the order of their keys, from whatever table has them. A page is read in one transaction, so
 * that it shows one moment. It ends where its accounts have many journal rows, so that a page takes a bounded time unless one
 * account alone has more.
 */
final class AccountPages {
    private static final long JOURNAL_ROWS_MAX = 50_000;

    private static final List<String> TABLES = List.of("account_head", "account_risk", "account", "account_balance",
            "account_hold", "account_entry");

    private static final String KEYS = keys();

    /** How many rows the journal has of an account is counted in the rows that lock it. */
    private static final List<KeyedSelect<String>> JOURNAL_ROWS = List.of(
            select("SELECT account_uuid, version FROM account_head WHERE account_uuid IN ("),
            select("SELECT account_uuid, entries FROM account_risk WHERE account_uuid IN ("));

    private final String commandsTopic;
    private final long journalRowsMax;

    AccountPages(String commandsTopic) {
        this(commandsTopic, JOURNAL_ROWS_MAX);
    }

    AccountPages(String commandsTopic, long journalRowsMax) {
        this.commandsTopic = commandsTopic;
        this.journalRowsMax = journalRowsMax;
    }

    /** The next accounts after one; empty when there is none. */
    List<AccountFacts> readInTx(Connection connection, String after, int limit) throws SQLException {
        Map<String, AccountFactsBuilder> page = new TreeMap<>();
        for (String account : boundedInTx(connection, keysInTx(connection, after, limit))) {
            page.put(account, new AccountFactsBuilder(account));
        }
        AccountSources.readInTx(connection, commandsTopic, page);
        return page.values().stream().map(AccountFactsBuilder::build).toList();
    }

    private static List<String> keysInTx(Connection connection, String after, int limit) throws SQLException {
        List<String> accounts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            int index = 1;
            for (int table = 0; table < TABLES.size(); table++) {
                statement.setString(index++, after);
                statement.setInt(index++, limit);
            }
            statement.setInt(index, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    accounts.add(row.getString(1));
                }
            }
        }
        return accounts;
    }

    /** As many of the first accounts as the bound allows, and one at least. */
    private List<String> boundedInTx(Connection connection, List<String> accounts) throws SQLException {
        Map<String, Long> journalRows = new HashMap<>();
        for (KeyedSelect<String> select : JOURNAL_ROWS) {
            select.executeInTx(connection, accounts,
                    row -> journalRows.put(row.getString(1),
                            journalRows.getOrDefault(row.getString(1), 0L) + row.getLong(2)));
        }
        long sum = 0;
        for (int count = 0; count < accounts.size(); count++) {
            sum += journalRows.getOrDefault(accounts.get(count), 0L);
            if (sum > journalRowsMax && count > 0) {
                return accounts.subList(0, count);
            }
        }
        return accounts;
    }

    private static KeyedSelect<String> select(String head) {
        return new KeyedSelect<>(head, "?", ")", RowBinder.STRING);
    }

    private static String keys() {
        List<String> selects = new ArrayList<>();
        for (String table : TABLES) {
            selects.add("(SELECT DISTINCT account_uuid FROM " + table
                    + " WHERE account_uuid > ? ORDER BY account_uuid LIMIT ?)");
        }
        return String.join(" UNION ", selects) + " ORDER BY account_uuid LIMIT ?";
    }
}
