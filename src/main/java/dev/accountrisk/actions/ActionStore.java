package dev.accountrisk.actions;

import dev.accountrisk.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code operator_action}, as workers see it: they take the oldest open action of some kinds, one after another, and only
 * whoever has its lease may write to it.
 */
final class ActionStore {
    /** A worker that does not renew it for so long has lost the action to the others. */
    static final int LEASE_SECONDS = 30;
    private static final int RESULT_MAX = 4_000;

    private static final String LEASED = "UTC_TIMESTAMP(3) + INTERVAL " + LEASE_SECONDS + " SECOND";
    private static final String MINE = " WHERE id = ? AND lease = ? AND state = 'RUNNING'";
    private static final String FREE = "(state = 'WAITING' OR (state = 'RUNNING' AND lease_until < UTC_TIMESTAMP(3)))";
    /** An action that nobody confirmed in time is taken only to be ended. */
    private static final String READY = "(confirm_seconds IS NULL OR confirmed_by IS NOT NULL OR cancelled_by IS NOT NULL"
            + " OR create_time + INTERVAL confirm_seconds SECOND <= UTC_TIMESTAMP(3))";
    /** Assignments see what those before them have changed: the state comes last. */
    private static final String TAKE = "UPDATE operator_action SET takeovers = takeovers + (state = 'RUNNING'), lease = ?,"
            + " worker = ?, lease_until = " + LEASED + ", begun_at = COALESCE(begun_at, UTC_TIMESTAMP(3)),"
            + " state = 'RUNNING' WHERE id = ? AND " + FREE;
    private static final String READ = """
            SELECT id, kind, lease, takeovers, cancelled_by IS NOT NULL, done_by, why, record_id, reason, topic, account_uuid,
                up_to_record, per_second, stop_on_failure, replacement_value, partition_no, to_offset, skip_records,
                confirm_seconds IS NOT NULL AND (confirmed_by IS NULL OR confirmed_by = done_by)
            FROM operator_action WHERE id = ?""";
    private static final String RENEW = "UPDATE operator_action SET lease_until = " + LEASED
            + ", takeovers = IF(? < COALESCE(records_left, records), 0, takeovers), records_left = COALESCE(?, records_left)"
            + MINE;
    private static final String CANCELLED = "SELECT cancelled_by IS NOT NULL FROM operator_action WHERE id = ?";
    private static final String END = "UPDATE operator_action SET result = ?, records_left = COALESCE(?, records_left),"
            + " lease_until = NULL, ended_at = IF(? = 'WAITING', NULL, UTC_TIMESTAMP(3)), state = ?" + MINE;
    private static final String END_IN_TX = "UPDATE operator_action SET result = ?, lease_until = NULL,"
            + " ended_at = UTC_TIMESTAMP(3), state = 'DONE' WHERE id = ? AND lease = ? AND state IN ('RUNNING', 'DONE')";

    private final Transactions transactions;
    private final List<ActionKind> kinds;
    private final String oldest;
    private final String worker;

    /**
     * Makes the view of some actions.
     *
     * @param worker names this process for people
     */
    ActionStore(Transactions transactions, List<ActionKind> kinds, String worker) {
        this.transactions = transactions;
        this.kinds = List.copyOf(kinds);
        this.worker = worker.substring(0, Math.min(worker.length(), 255));
        this.oldest = "SELECT id, " + FREE + " FROM operator_action WHERE state IN ('WAITING', 'RUNNING') AND kind IN ("
                + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ") AND " + READY
                + " ORDER BY id LIMIT 1";
    }

    /** What a renewal found out. */
    enum Renewal {
        GOES_ON, CANCELLED, LOST
    }

    /** Takes the oldest open action; empty if there is none, or if another worker has it. */
    Optional<OperatorAction> take() throws SQLException {
        return transactions.runRepeatable(connection -> {
            OptionalLong id = oldestInTx(connection);
            return id.isPresent() && takeInTx(connection, id.getAsLong())
                    ? Optional.of(readInTx(connection, id.getAsLong()))
                    : Optional.empty();
        });
    }

    private OptionalLong oldestInTx(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(oldest)) {
            for (int i = 0; i < kinds.size(); i++) {
                statement.setString(i + 1, kinds.get(i).name());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(2) ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private boolean takeInTx(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, worker);
            statement.setLong(3, id);
            return statement.executeUpdate() == 1;
        }
    }

    private static OperatorAction readInTx(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the action " + id + " is gone");
                }
                String topic = row.getString(10);
                return new OperatorAction(row.getLong(1), ActionKind.valueOf(row.getString(2)), row.getString(3),
                        row.getInt(4), row.getBoolean(5), row.getBoolean(19),
                        new OperatorAction.Asker(row.getString(6), row.getString(7)),
                        new OperatorAction.Records(row.getObject(8, Long.class), row.getString(9), topic,
                                row.getString(11), row.getObject(12, Long.class), row.getInt(13), row.getBoolean(14),
                                row.getBytes(15)),
                        new OperatorAction.Position(topic == null ? "" : topic, row.getObject(16, Integer.class),
                                row.getObject(17, Long.class), row.getBoolean(18)));
            }
        }
    }

    /**
     * Keeps the action for this worker, and says how far it is.
     *
     * @param left how many of its records are still parked, or null if that is not known
     */
    Renewal renew(OperatorAction action, @Nullable Long left) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
                statement.setObject(1, left);
                statement.setObject(2, left);
                statement.setLong(3, action.id());
                statement.setString(4, action.lease());
                if (statement.executeUpdate() == 0) {
                    return Renewal.LOST;
                }
            }
            return isCancelledInTx(connection, action.id()) ? Renewal.CANCELLED : Renewal.GOES_ON;
        });
    }

    private static boolean isCancelledInTx(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CANCELLED)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Writes what became of the action, unless it has been lost. */
    void end(OperatorAction action, ActionEnd end) throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                statement.setString(1, action.kind() == ActionKind.WHAT_IF ? end.text() : shortened(end.text()));
                statement.setObject(2, end.left());
                statement.setString(3, end.state().name());
                statement.setString(4, end.state().name());
                statement.setLong(5, action.id());
                statement.setString(6, action.lease());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Writes that the action is done, in the transaction that does it. May be called again in it.
     *
     * @throws SQLException if the action has been lost: the transaction must not be committed
     */
    void doneInTx(Connection connection, OperatorAction action, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_IN_TX)) {
            statement.setString(1, shortened(text));
            statement.setLong(2, action.id());
            statement.setString(3, action.lease());
            if (statement.executeUpdate() == 0) {
                throw new SQLException("another worker has taken the action " + action.id());
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), RESULT_MAX));
    }
}
