package dev.accountrisk.reconcile;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.reconcile.AccountFacts.Hold;
import dev.accountrisk.reconcile.AccountFacts.Versions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a page of accounts, of whatever table has them, with all that is to be compared. In one transaction: one moment. */
final class AccountPages {
    private static final List<String> TABLES = List.of("account_head", "account_risk", "account", "account_balance",
            "account_hold", "account_entry");

    private static final String KEYS = keys();

    private static final String JOURNAL_FILTER = " FROM account_entry WHERE account_uuid IN (";

    private final List<Part> parts = List.of(
            part("SELECT account_uuid, version, held_back FROM account_head WHERE account_uuid IN (", ")",
                    (facts, row) -> {
                        facts.headVersion = row.getLong(2);
                        facts.heldBack = row.getBoolean(3);
                    }),
            part("SELECT account_uuid, risk, level, occurred_at, entries FROM account_risk WHERE account_uuid IN (",
                    ")",
                    (facts, row) -> facts.risk = new AccountFacts.Risk(row.getDouble(2), row.getString(3),
                            row.getLong(4), row.getLong(5))),
            part("SELECT a.account_uuid, a.external_ref, r.account_uuid FROM account a"
                    + " LEFT JOIN account_reference r ON r.external_ref = a.external_ref WHERE a.account_uuid IN (",
                    ")",
                    (facts, row) -> {
                        facts.externalRef = row.getString(2);
                        facts.claimOwner = row.getString(3);
                    }),
            part("SELECT account_uuid, asset, balance, frozen FROM account_balance WHERE account_uuid IN (", ")",
                    (facts, row) -> {
                        AccountFacts.Asset asset = facts.asset(row.getString(2));
                        asset.balance = row.getBigDecimal(3);
                        asset.frozen = row.getBigDecimal(4);
                    }),
            part("SELECT account_uuid, hold_id, asset, amount, state, expires_at, source_partition,"
                    + " GREATEST(expires_at, CAST(UNIX_TIMESTAMP(create_time) * 1000 AS SIGNED)) FROM account_hold"
                    + " WHERE account_uuid IN (", ")", AccountPages::storedHold),
            part("SELECT account_uuid, kind = 'ADD', COUNT(*), COUNT(DISTINCT version), MIN(version), MAX(version)"
                    + JOURNAL_FILTER, ") GROUP BY account_uuid, kind = 'ADD'", (facts, row) -> {
                        Versions versions = new Versions(row.getLong(3), row.getLong(4), row.getLong(5),
                                row.getLong(6));
                        if (row.getBoolean(2)) {
                            facts.additions = versions;
                        } else {
                            facts.commands = versions;
                        }
                    }),
            part("SELECT account_uuid, asset, SUM(IF(outcome <> 'APPLIED', 0, CASE kind WHEN 'CREDIT' THEN amount"
                    + " WHEN 'DEBIT' THEN -amount WHEN 'SETTLE' THEN -amount ELSE 0 END)),"
                    + " MAX(CONCAT(LPAD(version, 20, '0'), ' ', balance_after, ' ', frozen_after))"
                    + JOURNAL_FILTER,
                    ") AND asset IS NOT NULL AND kind <> 'ADD' GROUP BY account_uuid, asset", AccountPages::summed),
            part("SELECT account_uuid, hold_id, MAX(IF(kind = 'FREEZE', asset, NULL)),"
                    + " SUM(IF(kind = 'FREEZE', amount, 0)), MAX(IF(kind IN ('SETTLE', 'REFUND', 'EXPIRE'), kind, NULL))"
                    + JOURNAL_FILTER,
                    ") AND hold_id IS NOT NULL AND outcome = 'APPLIED' GROUP BY account_uuid, hold_id",
                    AccountPages::journalHold),
            part("SELECT DISTINCT account_uuid FROM parked_record WHERE account_uuid IN (",
                    ") AND state = 'PARKED' AND reason <> 'CONFLICT' AND source_topic = @reconcile_commands",
                    (facts, row) -> facts.holdsBackParked = true));

    private final String commandsTopic;

    AccountPages(String commandsTopic) {
        this.commandsTopic = commandsTopic;
    }

    /** Takes one row about an account. */
    @FunctionalInterface
    private interface Reader {
        void read(AccountFacts facts, ResultSet row) throws SQLException;
    }

    private record Part(KeyedSelect<String> select, Reader reader) {}

    /** The next so many accounts behind one, in the order of their keys; empty when there is none. */
    List<AccountFacts> readInTx(Connection connection, String after, int limit) throws SQLException {
        Map<String, AccountFacts> page = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            int index = 1;
            for (int table = 0; table < TABLES.size(); table++) {
                statement.setString(index++, after);
                statement.setInt(index++, limit);
            }
            statement.setInt(index, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.put(row.getString(1), new AccountFacts(row.getString(1)));
                }
            }
        }
        List<String> accounts = List.copyOf(page.keySet());
        nameTopic(connection);
        for (Part part : parts) {
            part.select().executeInTx(connection, accounts, row -> {
                AccountFacts facts = page.get(row.getString(1));
                if (facts != null) {
                    part.reader().read(facts, row);
                }
            });
        }
        return new ArrayList<>(page.values());
    }

    private void nameTopic(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SET @reconcile_commands = CONVERT(? USING ascii) COLLATE ascii_bin")) {
            statement.setString(1, commandsTopic);
            statement.execute();
        }
    }

    private static void storedHold(AccountFacts facts, ResultSet row) throws SQLException {
        long expiresAtMillis = row.getLong(6);
        boolean never = row.wasNull();
        AccountFacts.HoldPair hold = facts.hold(row.getString(2));
        hold.stored = new Hold(row.getString(3), row.getBigDecimal(4), row.getString(5),
                never ? null : expiresAtMillis, row.getInt(7));
        hold.dueSinceMillis = never ? Long.MAX_VALUE : row.getLong(8);
    }

    private static void summed(AccountFacts facts, ResultSet row) throws SQLException {
        AccountFacts.Asset asset = facts.asset(row.getString(2));
        asset.summed = row.getBigDecimal(3);
        String[] last = row.getString(4).split(" ", -1);
        asset.lastBalance = new BigDecimal(last[1]);
        asset.lastFrozen = new BigDecimal(last[2]);
    }

    private static void journalHold(AccountFacts facts, ResultSet row) throws SQLException {
        String asset = row.getString(3);
        if (asset == null) {
            return;
        }
        String closedBy = row.getString(5);
        String state = closedBy == null ? "OPEN" : switch (closedBy) {
            case "SETTLE" -> "SETTLED";
            case "REFUND" -> "REFUNDED";
            default -> "EXPIRED";
        };
        facts.hold(row.getString(2)).journal = new Hold(asset, row.getBigDecimal(4), state, null, -1);
    }

    private static Part part(String head, String tail, Reader reader) {
        return new Part(new KeyedSelect<>(head, "?", tail, RowBinder.STRING), reader);
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
