package dev.accountrisk.reconcile;

import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.AccountChecks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds accounts page by page, in the order of their keys, in whatever table has them. A page ends where its accounts have many
 * journal rows, so that it takes a bounded time unless one account alone has more.
 */
final class AccountPages {
    private static final long JOURNAL_ROWS_MAX = 50_000;

    /** The journal has rows of every topic's accounts. */
    private static final String JOURNAL = "account_entry";

    private final List<String> tables;
    /** How many rows the journal has of an account is counted in the rows that lock it. */
    private final List<RangeSelect> journalRows;
    private final long journalRowsMax;
    private final String keys;

    AccountPages(List<? extends AccountChecks<?>> checks) {
        this(checks, JOURNAL_ROWS_MAX);
    }

    AccountPages(List<? extends AccountChecks<?>> checks, long journalRowsMax) {
        this.tables = Stream.concat(checks.stream().flatMap(one -> one.accountTables().stream()), Stream.of(JOURNAL))
                .toList();
        this.journalRows = checks.stream().map(AccountChecks::journalRows).toList();
        this.journalRowsMax = journalRowsMax;
        this.keys = keys(tables);
    }

    /** The next accounts after one; empty when there is none. */
    List<String> nextInTx(Connection connection, String after, int limit) throws SQLException {
        return boundedInTx(connection, keysInTx(connection, after, limit));
    }

    private List<String> keysInTx(Connection connection, String after, int limit) throws SQLException {
        List<String> accounts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(keys)) {
            int index = 1;
            for (int table = 0; table < tables.size(); table++) {
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
        Map<String, Long> rows = new HashMap<>();
        for (RangeSelect select : journalRows) {
            select.executeInTx(connection, accounts, row -> rows.merge(row.getString(1), row.getLong(2), Long::sum));
        }
        long sum = 0;
        for (int count = 0; count < accounts.size(); count++) {
            sum += rows.getOrDefault(accounts.get(count), 0L);
            if (sum > journalRowsMax && count > 0) {
                return accounts.subList(0, count);
            }
        }
        return accounts;
    }

    private static String keys(List<String> tables) {
        List<String> selects = new ArrayList<>();
        for (String table : tables) {
            selects.add("(SELECT DISTINCT account_uuid FROM " + table
                    + " WHERE account_uuid > ? ORDER BY account_uuid LIMIT ?)");
        }
        return String.join(" UNION ", selects) + " ORDER BY account_uuid LIMIT ?";
    }
}
