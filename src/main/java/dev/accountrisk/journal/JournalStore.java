package dev.accountrisk.journal;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.database.JsonInsert;
import dev.accountrisk.database.JsonInsert.Column;
import dev.accountrisk.database.JsonRow;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The table {@code account_entry}: what was decided under which id, written once and never changed. */
public final class JournalStore {
    private static final String AMONG = " FROM account_entry FORCE INDEX (PRIMARY)"
            + " WHERE (account_uuid, entry_id, of_command) IN (";

    private final KeyedSelect<AccountKey> decisions = new KeyedSelect<>(
            "SELECT account_uuid, entry_id, content_digest" + AMONG, "(?,?,1)", ")", AccountKey::bind);

    private final KeyedSelect<AccountKey> additions = new KeyedSelect<>(
            "SELECT account_uuid, entry_id" + AMONG, "(?,?,0)", ")", AccountKey::bind);

    private final JsonInsert<CommandRow> commandInserts = new JsonInsert<>("account_entry",
            List.of(id("account_uuid"), id("entry_id"), Column.of("kind", "VARCHAR(8)"), Column.of("version", "BIGINT"),
                    id("asset"), amount("amount"), Column.of("outcome", "VARCHAR(8)"),
                    Column.of("reason", "VARCHAR(32)"), amount("balance_after"), amount("frozen_after"), id("hold_id"),
                    id("external_ref"), Column.of("occurred_at", "BIGINT"),
                    new Column("content_digest", "CHAR(32)", "UNHEX(%s)"), Column.of("source_topic", "VARCHAR(249)"),
                    Column.of("source_partition", "INT"), Column.of("source_offset", "BIGINT")),
            JournalStore::write);

    /** Without the columns that only commands have. */
    private final MultiRowInsert<RiskRow> additionInserts = new MultiRowInsert<>(
            "INSERT INTO account_entry (account_uuid, entry_id, kind, version, outcome, risk_added, risk_after, occurred_at,"
                    + " source_topic, source_partition, source_offset) VALUES",
            "(?,?,'ADD',?,'APPLIED',?,?,?,?,?,?)", "", JournalStore::bindAddition);

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
        List<CommandRow> commands = new ArrayList<>(rows.size());
        List<RiskRow> additions = new ArrayList<>();
        for (Row row : rows) {
            switch (row) {
                case CommandRow command -> commands.add(command);
                case RiskRow addition -> additions.add(addition);
            }
        }
        commandInserts.executeInTx(connection, commands);
        additionInserts.executeInTx(connection, additions);
    }

    private static int bindAddition(PreparedStatement statement, int first, RiskRow row) throws SQLException {
        RiskEntry entry = row.entry();
        int index = first;
        statement.setString(index++, entry.update().accountUuid());
        statement.setString(index++, entry.update().eventId());
        statement.setLong(index++, entry.version());
        statement.setDouble(index++, entry.update().risk());
        statement.setDouble(index++, entry.riskAfter());
        statement.setLong(index++, entry.update().occurredAtMillis());
        statement.setString(index++, row.source().topic());
        statement.setInt(index++, row.source().partition());
        statement.setLong(index++, row.offset());
        return index;
    }

    private static void write(CommandRow row, JsonRow into) {
        CommandFold.Entry entry = row.entry();
        Command command = entry.command();
        Refusal refusal = entry.refusal();
        into.plain(command.accountUuid())
                .plain(command.commandId())
                .plain(command.type().name())
                .number(entry.version())
                .plain(entry.asset())
                .amount(command.amount())
                .plain(refusal == null ? "APPLIED" : "REFUSED")
                .plain(refusal == null ? null : refusal.name())
                .amount(entry.balanceAfter())
                .amount(entry.frozenAfter())
                .plain(command.holdId())
                .plain(command.externalRef())
                .number(command.timeMillis())
                .hex(command.digest().bytes())
                .plain(row.source().topic())
                .number(row.source().partition())
                .number(row.offset());
    }

    private static Column id(String name) {
        return Column.of(name, "VARCHAR(64)");
    }

    private static Column amount(String name) {
        return Column.of(name, "DECIMAL(38, 18)");
    }
}
