package dev.accountrisk.thirdtopic;

import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.engine.EffectCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code account_visit}: how often each visit took effect, which must be once. */
final class VisitStore {
    static final String TABLE = "account_visit";
    static final String CREATE = """
            CREATE TABLE account_visit (account_uuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                visit_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, effects INT NOT NULL,
                PRIMARY KEY (account_uuid, visit_id))""";

    private static final MultiRowInsert<Visit> ADD = new MultiRowInsert<>(
            "INSERT INTO account_visit (account_uuid, visit_id, effects) VALUES", "(?,?,1)",
            "ON DUPLICATE KEY UPDATE effects = effects + 1", VisitStore::bind);

    private VisitStore() {}

    static void addInTx(Connection connection, List<Visit> visits) throws SQLException {
        ADD.executeInTx(connection, visits.stream().sorted(Visit.BY_KEY).toList());
    }

    static void checkInTx(Connection connection, List<Visit> visits, EffectCheck.Findings findings)
            throws SQLException {
        for (Visit visit : visits) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT effects FROM account_visit WHERE account_uuid = ? AND visit_id = ?")) {
                bind(statement, 1, visit);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next() || row.getInt(1) != 1) {
                        findings.differs(TABLE, visit.accountUuid() + " " + visit.entryId(),
                                "it has not taken effect once");
                    }
                }
            }
        }
    }

    private static int bind(PreparedStatement statement, int first, Visit visit) throws SQLException {
        statement.setString(first, visit.accountUuid());
        statement.setString(first + 1, visit.entryId());
        return first + 2;
    }
}
