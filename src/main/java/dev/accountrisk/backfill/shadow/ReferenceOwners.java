package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.wire.Decoded;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose a reference is that accounts of several partitions wanted: which of them came first was settled between the partitions,
 * and neither topic nor partition tells. The owner on the live side gets the claim before anybody asks for it.
 */
final class ReferenceOwners {
    private static final String DROP_UNUSED = """
            DELETE FROM account_reference WHERE NOT EXISTS
                (SELECT 1 FROM account WHERE account.external_ref = account_reference.external_ref)""";

    private final Transactions shadow;
    private final KeyedSelect<String> owners;
    private final MultiRowInsert<Map.Entry<String, String>> claims = new MultiRowInsert<>(
            "INSERT INTO account_reference (external_ref, account_uuid) VALUES", "(?,?)",
            "ON DUPLICATE KEY UPDATE external_ref = account_reference.external_ref", (statement, index, claim) -> {
                statement.setString(index, claim.getKey());
                statement.setString(index + 1, claim.getValue());
                return index + 2;
            });

    ReferenceOwners(String liveSchema, Transactions shadow) {
        this.shadow = shadow;
        this.owners = new KeyedSelect<>("SELECT external_ref, account_uuid FROM " + Tables.in(liveSchema, "account")
                + " WHERE external_ref IN (", "?", ")", RowBinder.STRING);
    }

    /**
     * Drops claims that came to nothing: the owner may have come on the live side after the moment up to which is replayed.
     */
    static void dropUnused(Transactions shadow) throws SQLException {
        shadow.runRepeatable(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(DROP_UNUSED);
            }
        });
    }

    /** Settles the references that records are about to ask for. */
    void settle(List<? extends Received<?>> records) throws SQLException {
        TreeSet<String> wanted = new TreeSet<>();
        for (Received<?> record : records) {
            if (record.decoded() instanceof Decoded.Valid<?>(Command command) && command.type() == CommandType.OPEN) {
                wanted.add(Objects.requireNonNull(command.externalRef(), "bug: an OPEN without a reference"));
            }
        }
        if (!wanted.isEmpty()) {
            shadow.runRepeatable(connection -> {
                Map<String, String> settled = new TreeMap<>();
                owners.executeInTx(connection, List.copyOf(wanted),
                        row -> settled.put(row.getString(1), row.getString(2)));
                return claims.executeInTx(connection, List.copyOf(settled.entrySet()));
            });
        }
    }
}
