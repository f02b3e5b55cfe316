package dev.accountrisk.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/** The key of a row that belongs to an account: an entry, a balance, a hold. Ordered as MySQL orders it, byte by byte. */
public record AccountKey(String accountUuid, String id) implements Comparable<AccountKey> {
    private static final Comparator<AccountKey> ORDER = Comparator.comparing(AccountKey::accountUuid)
            .thenComparing(AccountKey::id);

    @Override
    public int compareTo(AccountKey other) {
        return ORDER.compare(this, other);
    }

    public static int bind(PreparedStatement statement, int first, AccountKey key) throws SQLException {
        statement.setString(first, key.accountUuid);
        statement.setString(first + 1, key.id);
        return first + 2;
    }
}
