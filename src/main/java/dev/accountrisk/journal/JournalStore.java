package dev.accountrisk.journal;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.engine.record.Source;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table {@code account_entry}: what was decided under which id, written once and never changed. */
public final class JournalStore {
    private static final String AMONG = " FROM account_entry FORCE INDEX (PRIMARY)"
            + " WHERE (account_uuid, entry_id, of_command) IN (";

    private final KeyedSelect<AccountKey> decisions = new KeyedSelect<>(
            "SELECT account_uuid, entry_id, content_digest" + AMONG, "(?,?,1)", ")", AccountKey::bind);

    private final KeyedSelect<AccountKey> additions = new KeyedSelect<>(
            "SELECT account_uuid, entry_id" + AMONG, "(?,?,0)", ")", AccountKey::bind);

    private final MultiRowInsert<Row> inserts = new MultiRowInsert<>(
            "INSERT INTO account_entry (account_uuid, entry_id, kind, version, asset, amount, outcome, reason, balance_after,"
                    + " frozen_after, risk_added, risk_after, hold_id, external_ref, occurred_at, content_digest, source_topic,"
                    + " source_partition, source_offset) VALUES",
            "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", "", JournalStore::bind);

    /** A row to insert, and the record that it belongs to. */
    public sealed interface Row {
        Source source();

        long offset();
    }

    public record RiskRow(RiskEntry entry, Source source, long offset) implements Row {}

    public record CommandRow(CommandFold.Entry entry, Source source, long offset) implements Row {}

    /** Finds the commands that were decided before, and the content they were decided with. */
    public void decisionsInTx(Connection connection, List<AccountKey> sortedKeys,
            BiConsumer<AccountKey, ContentDigest> into) throws SQLException {
        decisions.executeInTx(connection, sortedKeys,
                row -> into.accept(new AccountKey(row.getString(1), row.getString(2)),
                        ContentDigest.fromBytes(row.getBytes(3))));
    }

    /** Finds the additions that were applied before. */
    public void additionsInTx(Connection connection, List<AccountKey> sortedKeys, Consumer<AccountKey> into)
            throws SQLException {
        additions.executeInTx(connection, sortedKeys,
                row -> into.accept(new AccountKey(row.getString(1), row.getString(2))));
    }

    public void insertInTx(Connection connection, List<Row> rows) throws SQLException {
        inserts.executeInTx(connection, rows);
    }

    private static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        int index = switch (row) {
            case RiskRow risk -> bindRisk(statement, first, risk.entry());
            case CommandRow command -> bindCommand(statement, first, command.entry());
        };
        statement.setString(index++, row.source().topic());
        statement.setInt(index++, row.source().partition());
        statement.setLong(index++, row.offset());
        return index;
    }

    private static int bindRisk(PreparedStatement statement, int first, RiskEntry entry) throws SQLException {
        int index = first;
        statement.setString(index++, entry.update().accountUuid());
        statement.setString(index++, entry.update().eventId());
        statement.setString(index++, "ADD");
        statement.setLong(index++, entry.version());
        statement.setNull(index++, Types.VARCHAR);
        statement.setNull(index++, Types.DECIMAL);
        statement.setString(index++, "APPLIED");
        statement.setNull(index++, Types.VARCHAR);
        statement.setNull(index++, Types.DECIMAL);
        statement.setNull(index++, Types.DECIMAL);
        statement.setDouble(index++, entry.update().risk());
        statement.setDouble(index++, entry.riskAfter());
        statement.setNull(index++, Types.VARCHAR);
        statement.setNull(index++, Types.VARCHAR);
        statement.setLong(index++, entry.update().occurredAtMillis());
        statement.setNull(index++, Types.BINARY);
        return index;
    }

    private static int bindCommand(PreparedStatement statement, int first, CommandFold.Entry entry)
            throws SQLException {
        Command command = entry.command();
        Refusal refusal = entry.refusal();
        int index = first;
        statement.setString(index++, command.accountUuid());
        statement.setString(index++, command.commandId());
        statement.setString(index++, command.type().name());
        statement.setLong(index++, entry.version());
        statement.setString(index++, entry.asset());
        bindAmount(statement, index++, command.amount());
        statement.setString(index++, refusal == null ? "APPLIED" : "REFUSED");
        statement.setString(index++, refusal == null ? null : refusal.name());
        bindAmount(statement, index++, entry.balanceAfter());
        bindAmount(statement, index++, entry.frozenAfter());
        statement.setNull(index++, Types.DOUBLE);
        statement.setNull(index++, Types.DOUBLE);
        statement.setString(index++, command.holdId());
        statement.setString(index++, command.externalRef());
        statement.setLong(index++, command.timeMillis());
        statement.setBytes(index++, command.digest().bytes());
        return index;
    }

    private static void bindAmount(PreparedStatement statement, int index, @Nullable BigDecimal amount)
            throws SQLException {
        if (amount == null) {
            statement.setNull(index, Types.DECIMAL);
        } else {
            statement.setBigDecimal(index, amount);
        }
    }
}
