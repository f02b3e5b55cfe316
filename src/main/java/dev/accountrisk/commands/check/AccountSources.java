package dev.accountrisk.commands.check;

import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.HoldState;
import dev.accountrisk.commands.check.AccountFacts.BalanceRow;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.JournalBalance;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.commands.check.AccountFacts.Registration;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.journal.JournalVersions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queries that give the facts of accounts. What the journal's commands mean is written here a second time, in SQL: a check
 * that shares the code of what it checks proves nothing.
 */
final class AccountSources {
    private static final String JOURNAL = " FROM account_entry WHERE account_uuid IN (";

    private static final List<Source> SOURCES = List.of(
            source("SELECT account_uuid, version, held_back FROM account_head WHERE account_uuid IN (", ")",
                    (facts, row) -> facts.head(row.getLong(2), row.getBoolean(3))),
            source("SELECT a.account_uuid, a.external_ref, r.account_uuid FROM account a"
                    + " LEFT JOIN account_reference r ON r.external_ref = a.external_ref WHERE a.account_uuid IN (",
                    ")", (facts, row) -> facts.registration(new Registration(row.getString(2), row.getString(3)))),
            source("SELECT account_uuid, asset, balance, frozen FROM account_balance WHERE account_uuid IN (", ")",
                    (facts, row) -> facts.balance(row.getString(2),
                            new BalanceRow(row.getBigDecimal(3), row.getBigDecimal(4)))),
            source("SELECT account_uuid, hold_id, asset, amount, state, source_partition, expires_at,"
                    + " GREATEST(expires_at, CAST(UNIX_TIMESTAMP(create_time) * 1000 AS SIGNED)) FROM account_hold"
                    + " WHERE account_uuid IN (", ")", AccountSources::readHold),
            new Source(JournalVersions.select("kind <> 'ADD'"),
                    (facts, row) -> facts.commands(JournalVersions.read(row))),
            source("SELECT account_uuid, asset, SUM(moved), MAX(IF(latest = 1, balance_after, NULL)),"
                    + " MAX(IF(latest = 1, frozen_after, NULL)) FROM (SELECT account_uuid, asset, balance_after,"
                    + " frozen_after, IF(outcome <> 'APPLIED', 0, CASE kind WHEN 'CREDIT' THEN amount"
                    + " WHEN 'DEBIT' THEN -amount WHEN 'SETTLE' THEN -amount ELSE 0 END) AS moved,"
                    + " ROW_NUMBER() OVER (PARTITION BY account_uuid, asset ORDER BY version DESC) AS latest" + JOURNAL,
                    ") AND asset IS NOT NULL AND kind <> 'ADD') moves GROUP BY account_uuid, asset",
                    (facts, row) -> facts.journal(row.getString(2), new JournalBalance(row.getBigDecimal(3),
                            row.getBigDecimal(4), row.getBigDecimal(5)))),
            source("SELECT account_uuid, hold_id, MAX(IF(kind = 'FREEZE', asset, NULL)),"
                    + " SUM(IF(kind = 'FREEZE', amount, 0)), MAX(IF(kind IN ('SETTLE', 'REFUND', 'EXPIRE'), kind, NULL))"
                    + JOURNAL,
                    ") AND hold_id IS NOT NULL AND outcome = 'APPLIED' GROUP BY account_uuid, hold_id",
                    AccountSources::readJournalHold));

    /** Stops at the first record of each account: one may have a million, and so may the topic, whose index MySQL may prefer. */
    private static final KeyedSelect<String> PARKED_COMMANDS = select(
            "SELECT h.account_uuid, (SELECT 1 FROM parked_record p FORCE INDEX (parked_record_account)"
                    + " WHERE p.account_uuid = h.account_uuid"
                    + " AND p.state = 'PARKED' AND p.source_topic = ? AND p.reason <> 'CONFLICT' LIMIT 1)"
                    + " FROM account_head h WHERE h.account_uuid IN (",
            ")");

    private AccountSources() {}

    /** Takes one row about an account. */
    @FunctionalInterface
    private interface Reader {
        void read(AccountFactsBuilder facts, ResultSet row) throws SQLException;
    }

    private record Source(KeyedSelect<String> select, Reader reader) {}

    /** Reads what the tables hold of some accounts. */
    static void readInTx(Connection connection, String commandsTopic, Map<String, AccountFactsBuilder> accounts)
            throws SQLException {
        List<String> keys = List.copyOf(accounts.keySet());
        for (Source source : SOURCES) {
            source.select().executeInTx(connection, keys, row -> read(source.reader(), row, accounts));
        }
        PARKED_COMMANDS.executeInTx(connection, statement -> {
            statement.setString(1, commandsTopic);
            return 2;
        }, keys, row -> read((facts, one) -> {
            if (one.getBoolean(2)) {
                facts.parkedCommand();
            }
        }, row, accounts));
    }

    private static void read(Reader reader, ResultSet row, Map<String, AccountFactsBuilder> accounts)
            throws SQLException {
        AccountFactsBuilder facts = accounts.get(row.getString(1));
        if (facts != null) {
            reader.read(facts, row);
        }
    }

    private static void readHold(AccountFactsBuilder facts, ResultSet row) throws SQLException {
        JournalHold hold = new JournalHold(row.getString(3), row.getBigDecimal(4), HoldState.valueOf(row.getString(5)));
        facts.hold(row.getString(2), new HoldRow(hold, nullableLong(row, 7), nullableLong(row, 8), row.getInt(6)));
    }

    private static void readJournalHold(AccountFactsBuilder facts, ResultSet row) throws SQLException {
        String asset = row.getString(3);
        if (asset != null) {
            facts.journalHold(row.getString(2),
                    new JournalHold(asset, row.getBigDecimal(4), closedBy(row.getString(5))));
        }
    }

    private static HoldState closedBy(@Nullable String kind) {
        if (kind == null) {
            return HoldState.OPEN;
        }
        return switch (CommandType.valueOf(kind)) {
            case SETTLE -> HoldState.SETTLED;
            case REFUND -> HoldState.REFUNDED;
            case EXPIRE -> HoldState.EXPIRED;
            default -> throw new IllegalStateException(kind + " closes no hold");
        };
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Source source(String head, String tail, Reader reader) {
        return new Source(select(head, tail), reader);
    }

    private static KeyedSelect<String> select(String head, String tail) {
        return new KeyedSelect<>(head, "?", tail, (statement, index, account) -> {
            statement.setString(index, account);
            return index + 1;
        });
    }
}
