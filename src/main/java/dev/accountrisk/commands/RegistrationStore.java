package dev.accountrisk.commands;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables {@code account} and {@code account_reference}. A reference is claimed before it is registered. The claim's key is
 * the reference, so two accounts that want the same reference meet at one row: the second waits for the first, and finds it
 * taken. So the unique key of {@code account} never needs to refuse an insert.
 */
final class RegistrationStore {
    private final KeyedSelect<String> registrations = new KeyedSelect<>(
            "SELECT account_uuid, external_ref FROM account FORCE INDEX (PRIMARY) WHERE account_uuid IN (", "?", ")",
            RowBinder.STRING);

    private final MultiRowInsert<Map.Entry<String, String>> claims = new MultiRowInsert<>(
            "INSERT INTO account_reference (external_ref, account_uuid) VALUES", "(?,?)",
            "ON DUPLICATE KEY UPDATE external_ref = account_reference.external_ref", (statement, index, claim) -> {
                statement.setString(index, claim.getKey());
                statement.setString(index + 1, claim.getValue());
                return index + 2;
            });

    private final KeyedSelect<String> owners = new KeyedSelect<>(
            "SELECT external_ref, account_uuid FROM account_reference FORCE INDEX (PRIMARY) WHERE external_ref IN (",
            "?", ")",
            RowBinder.STRING);

    private final MultiRowInsert<Map.Entry<String, String>> accounts = new MultiRowInsert<>(
            "INSERT INTO account (external_ref, account_uuid) VALUES", "(?,?)", "",
            (statement, index, registration) -> {
                statement.setString(index, registration.getKey());
                statement.setString(index + 1, registration.getValue());
                return index + 2;
            });

    /** The references of those accounts that have one. */
    Map<String, String> readInTx(Connection connection, List<String> sortedAccounts) throws SQLException {
        Map<String, String> references = new HashMap<>();
        registrations.executeInTx(connection, sortedAccounts,
                row -> references.put(row.getString(1), row.getString(2)));
        return references;
    }

    /**
     * Claims references that nobody has claimed, and finds out who owns each.
     *
     * @param wanted by reference: the account that wants it
     */
    Map<String, String> claimInTx(Connection connection, Map<String, String> wanted) throws SQLException {
        SortedMap<String, String> sorted = new TreeMap<>(wanted);
        claims.executeInTx(connection, List.copyOf(sorted.entrySet()));
        return ownersInTx(connection, sorted);
    }

    /** Whom the references would belong to if they were claimed now. Claims none. */
    Map<String, String> foreseeOwnersInTx(Connection connection, Map<String, String> wanted) throws SQLException {
        Map<String, String> owned = new HashMap<>(wanted);
        owned.putAll(ownersInTx(connection, new TreeMap<>(wanted)));
        return owned;
    }

    private Map<String, String> ownersInTx(Connection connection, SortedMap<String, String> wanted)
            throws SQLException {
        Map<String, String> owned = new HashMap<>();
        owners.executeInTx(connection, List.copyOf(wanted.keySet()),
                row -> owned.put(row.getString(1), row.getString(2)));
        return owned;
    }

    /** Registers claimed references; the map has the account by reference. */
    void registerInTx(Connection connection, Map<String, String> registrationsToAdd) throws SQLException {
        accounts.executeInTx(connection, List.copyOf(registrationsToAdd.entrySet()));
    }

    /** Deletes claims of this transaction that were not registered. */
    void releaseInTx(Connection connection, Collection<String> references) throws SQLException {
        if (references.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection
                .prepareStatement("DELETE FROM account_reference WHERE external_ref = ?")) {
            for (String reference : references) {
                statement.setString(1, reference);
                statement.executeUpdate();
            }
        }
    }
}
