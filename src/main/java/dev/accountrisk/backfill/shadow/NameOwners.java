package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.UniqueNames;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.wire.Decoded;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides who owns a name that accounts of several partitions claimed. The order between partitions is not in the log. So the owner
 * in the live tables gets the claim in the shadow tables before the records that claim it are replayed.
 */
final class NameOwners<E extends Entry> {
    private final UniqueNames<E> names;
    private final Transactions shadow;
    private final KeyedSelect<String> owners;
    private final MultiRowInsert<Map.Entry<String, String>> claims;

    NameOwners(UniqueNames<E> names, String liveSchema, Transactions shadow) {
        this.names = names;
        this.shadow = shadow;
        String name = names.column();
        this.owners = new KeyedSelect<>("SELECT " + name + ", account_uuid FROM "
                + Tables.in(liveSchema, names.owners()) + " WHERE " + name + " IN (", "?", ")", RowBinder.STRING);
        this.claims = new MultiRowInsert<>("INSERT INTO " + names.claims() + " (" + name + ", account_uuid) VALUES",
                "(?,?)", "ON DUPLICATE KEY UPDATE " + name + " = " + names.claims() + "." + name,
                (statement, index, claim) -> {
                    statement.setString(index, claim.getKey());
                    statement.setString(index + 1, claim.getValue());
                    return index + 2;
                });
    }

    /**
     * Drops claims that came to nothing: the owner may have come on the live side after the moment up to which is replayed.
     */
    void dropUnused() throws SQLException {
        String name = names.column();
        String unused = "DELETE FROM " + names.claims() + " WHERE NOT EXISTS (SELECT 1 FROM " + names.owners()
                + " WHERE "
                + names.owners() + "." + name + " = " + names.claims() + "." + name + ")";
        shadow.runRepeatable(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(unused);
            }
        });
    }

    /** Claims, for their owners in the live tables, the names that these records are about to claim. */
    void settle(List<Received<E>> records) throws SQLException {
        TreeSet<String> wanted = new TreeSet<>();
        for (Received<E> record : records) {
            if (record.decoded() instanceof Decoded.Valid<E>(E entry)) {
                names.claimed().apply(entry).ifPresent(wanted::add);
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
