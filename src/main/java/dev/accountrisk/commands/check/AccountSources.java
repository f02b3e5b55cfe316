package dev.accountrisk.commands.check;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.HoldState;
import dev.accountrisk.commands.check.AccountFacts.BalanceRow;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.commands.check.AccountFacts.Registration;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RangeSelect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries that give the facts of accounts. Each reads a range of a table in the order of the accounts. */
final class AccountSources {
    private static final String OF_ACCOUNTS = " WHERE account_uuid BETWEEN ? AND ?";
    private static final String OF_THESE_ACCOUNTS = " AND account_uuid BETWEEN ? AND ?";

    private static final List<Source> SOURCES = List.of(
            source("SELECT account_uuid, version, held_back FROM account_head" + OF_ACCOUNTS,
                    (facts, row) -> facts.head(row.getLong(2), row.getBoolean(3))),
            source("SELECT a.account_uuid, a.external_ref, r.account_uuid FROM account a"
                    + " LEFT JOIN account_reference r ON r.external_ref = a.external_ref"
                    + " WHERE a.account_uuid BETWEEN ? AND ?",
                    (facts, row) -> facts.registration(new Registration(row.getString(2), row.getString(3)))),
            source("SELECT account_uuid, asset, " + Amounts.column("balance") + ", " + Amounts.column("frozen")
                    + " FROM account_balance" + OF_ACCOUNTS,
                    (facts, row) -> facts.balance(row.getString(2),
                            new BalanceRow(Amounts.read(row.getString(3)), Amounts.read(row.getString(4))))));

    private static final RangeSelect JOURNAL = new RangeSelect("SELECT account_uuid, " + JournalEntry.COLUMNS
            + " FROM account_entry WHERE kind <> 'ADD' AND " + HoldShare.CONDITION + OF_THESE_ACCOUNTS);

    /** The last column says what became of the {@code EXPIRE} of a hold that is open and due. */
    private static final RangeSelect HOLDS = new RangeSelect("SELECT account_uuid, hold_id, asset, "
            + Amounts.column("amount") + ", state, source_partition, expires_at,"
            + " GREATEST(expires_at, CAST(UNIX_TIMESTAMP(create_time) * 1000 AS SIGNED)),"
            + " CASE WHEN state = 'OPEN' AND expires_at <= UNIX_TIMESTAMP() * 1000 THEN COALESCE("
            + "(SELECT CONCAT('parked as ', p.reason, ' from ', p.source_topic, '-', p.source_partition,"
            + " ' at offset ', p.source_offset) FROM parked_record p FORCE INDEX (parked_record_account)"
            + " WHERE p.account_uuid = account_hold.account_uuid AND p.state = 'PARKED' AND p.source_topic = ?"
            + " AND p.reason IN ('BEHIND_PARKED', 'UNPROCESSABLE')"
            + " AND p.entry_id = CONCAT('" + ExpiryIds.PREFIX + "', account_hold.hold_id) LIMIT 1),"
            + " (SELECT CONCAT('decided, ', e.outcome, COALESCE(CONCAT(' ', e.reason), '')) FROM account_entry e"
            + " WHERE e.account_uuid = account_hold.account_uuid AND e.of_command"
            + " AND e.entry_id = CONCAT('" + ExpiryIds.PREFIX + "', account_hold.hold_id))) END"
            + " FROM account_hold WHERE " + HoldShare.CONDITION + OF_THESE_ACCOUNTS);

    /** Each side may have holds that the other lacks. */
    private static final List<RangeSelect> HOLD_COUNTS = List.of(
            new RangeSelect("SELECT COUNT(*) FROM account_hold" + OF_ACCOUNTS),
            new RangeSelect("SELECT COUNT(*) FROM account_entry WHERE kind = 'FREEZE'" + OF_THESE_ACCOUNTS));

    /** Stops at the first record of each account: one may have a million, and so may the topic, whose index MySQL may prefer. */
    private static final RangeSelect PARKED_COMMANDS = new RangeSelect(
            "SELECT h.account_uuid, (SELECT 1 FROM parked_record p FORCE INDEX (parked_record_account)"
                    + " WHERE p.account_uuid = h.account_uuid"
                    + " AND p.state = 'PARKED' AND p.source_topic = ? AND p.reason <> 'CONFLICT'"
                    + " AND (p.entry_id IS NULL OR p.entry_id NOT LIKE '" + ExpiryIds.PREFIX + "%') LIMIT 1)"
                    + " FROM account_head h WHERE h.account_uuid BETWEEN ? AND ?");

    private AccountSources() {}

    /** Takes one row about an account. */
    @FunctionalInterface
    private interface Reader {
        void read(AccountFactsBuilder facts, ResultSet row) throws SQLException;
    }

    private record Source(RangeSelect select, Reader reader) {}

    /**
     * Reads what the tables hold of some accounts, whose keys are sorted.
     *
     * @param overdueBeforeMillis an open hold that was due before is not right
     */
    static void readInTx(Connection connection, String commandsTopic, Map<String, AccountFactsBuilder> accounts,
            long overdueBeforeMillis) throws SQLException {
        List<String> keys = List.copyOf(accounts.keySet());
        for (Source source : SOURCES) {
            source.select().executeInTx(connection, keys, row -> read(source.reader(), row, accounts));
        }
        KeyedSelect.Prefix topic = statement -> {
            statement.setString(1, commandsTopic);
            return 2;
        };
        int shares = holdSharesInTx(connection, keys, accounts);
        for (int number = 0; number < shares; number++) {
            HoldShare share = new HoldShare(number, shares);
            JOURNAL.executeInTx(connection, statement -> share.bind(statement, 1), keys,
                    row -> read((facts, one) -> facts.entry(JournalEntry.read(one)), row, accounts));
            HOLDS.executeInTx(connection, statement -> share.bind(statement, topic.bind(statement)), keys,
                    row -> read(AccountSources::readHold, row, accounts));
            accounts.values().forEach(facts -> facts.leaveOutRightHolds(overdueBeforeMillis));
        }
        PARKED_COMMANDS.executeInTx(connection, topic, keys, row -> read((facts, one) -> {
            if (one.getBoolean(2)) {
                facts.parkedCommand();
            }
        }, row, accounts));
    }

    private static int holdSharesInTx(Connection connection, List<String> keys,
            Map<String, AccountFactsBuilder> accounts) throws SQLException {
        long commands = accounts.values().stream().mapToLong(AccountFactsBuilder::headVersion).sum();
        if (!HoldShare.mayNeedSeveral(commands)) {
            return 1;
        }
        long[] most = new long[1];
        for (RangeSelect count : HOLD_COUNTS) {
            count.executeInTx(connection, keys, row -> most[0] = Math.max(most[0], row.getLong(1)));
        }
        return HoldShare.sharesFor(most[0]);
    }

    private static void read(Reader reader, ResultSet row, Map<String, AccountFactsBuilder> accounts)
            throws SQLException {
        AccountFactsBuilder facts = accounts.get(row.getString(1));
        if (facts != null) {
            reader.read(facts, row);
        }
    }

    private static void readHold(AccountFactsBuilder facts, ResultSet row) throws SQLException {
        JournalHold hold = new JournalHold(row.getString(3), Amounts.read(row.getString(4)),
                HoldState.valueOf(row.getString(5)));
        facts.hold(row.getString(2), new HoldRow(hold, nullableLong(row, 7), nullableLong(row, 8), row.getInt(6),
                row.getString(9)));
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Source source(String sql, Reader reader) {
        return new Source(new RangeSelect(sql), reader);
    }
}
