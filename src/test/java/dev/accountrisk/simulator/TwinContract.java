package dev.accountrisk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine relies on and the twin has to do as MySQL does it. Who has to wait for a lock here waits in vain.
 */
abstract class TwinContract {
    private static final String LOCK_HEAD = "SELECT version FROM account_head FORCE INDEX (PRIMARY) WHERE account_uuid IN (?) FOR UPDATE";
    private static final String READ_HEAD = "SELECT version FROM account_head WHERE account_uuid IN (?)";
    private static final String ENSURE_HEAD = "INSERT INTO account_head (account_uuid, version) VALUES (?,0)"
            + " ON DUPLICATE KEY UPDATE account_uuid = account_head.account_uuid";
    private static final String WRITE_HEAD = "INSERT INTO account_head (account_uuid, version) VALUES (?,?)"
            + " AS new ON DUPLICATE KEY UPDATE version = new.version";
    private static final String CREATE_POSITION = "INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset)"
            + " VALUES (?,0,'id',5)";
    private static final String MOVE = "UPDATE consumer_position SET next_offset = ? WHERE topic = ? AND partition_no = 0 AND next_offset = ?";
    private static final String LOCK_POSITIONS = "SELECT next_offset FROM consumer_position FORCE INDEX (PRIMARY)"
            + " WHERE (topic, partition_no) IN ((?,?),(?,?)) FOR UPDATE";
    private static final String MOVE_POSITIONS = "INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset,"
            + " applied) VALUES (?,0,'id',?,?),(?,0,'id',?,?) AS new ON DUPLICATE KEY UPDATE"
            + " next_offset = new.next_offset, applied = consumer_position.applied + new.applied";
    private static final String PARK = "INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset,"
            + " source_timestamp, reason, detail) VALUES (?,'id',0,?,0,'EMPTY','none')";

    private static final Connection CLOSED = new TwinDataSource(Turns.ALONE, Faults.NONE).getConnection();

    private String account = "";
    private Connection one = CLOSED;
    private Connection other = CLOSED;

    abstract DataSource dataSource();

    @BeforeEach
    void open() throws SQLException {
        account = UUID.randomUUID().toString();
        one = dataSource().getConnection();
        other = dataSource().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        one.rollback();
        other.rollback();
        one.close();
        other.close();
    }

    @Test
    void anUpsertCountsOneForANewRowTwoForAChangedOneAndOneForTheSame() throws SQLException {
        assertThat(update(one, WRITE_HEAD, account, 1L)).isEqualTo(1);
        assertThat(update(one, WRITE_HEAD, account, 2L)).isEqualTo(2);
        assertThat(update(one, WRITE_HEAD, account, 2L)).isEqualTo(1);
    }

    @Test
    void anUpdateCountsTheRowsThatItFound() throws SQLException {
        update(one, CREATE_POSITION, account);
        assertThat(update(one, MOVE, 6L, account, 4L)).isZero();
        assertThat(update(one, MOVE, 6L, account, 5L)).isEqualTo(1);
        assertThat(update(one, MOVE, 6L, account, 6L)).isEqualTo(1);
    }

    @Test
    void assignmentsOfAnUpsertSeeWhatIsAlreadyAssigned() throws SQLException {
        String insert = "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries)"
                + " VALUES (?,?,'LOW',1,'e',?,0)";
        update(one, insert, account, 1.5, 1L);
        update(one, insert + " AS new ON DUPLICATE KEY UPDATE version = IF(account_risk.version = new.version - 1,"
                + " new.version, account_risk.version), risk = IF(account_risk.version = new.version - 1, new.risk,"
                + " account_risk.risk)", account, 2.5, 2L);
        String read = "SELECT risk, version, sequence FROM account_risk WHERE account_uuid IN (?)";
        assertThat(select(one, read, account)).containsExactly("1.5 2 null");
    }

    @Test
    void whatIsNotCommittedIsSeenByNobodyElseAndHindersNoReader() throws SQLException {
        update(one, WRITE_HEAD, account, 1L);
        assertThat(select(one, READ_HEAD, account)).containsExactly("1");
        assertThat(select(other, READ_HEAD, account)).isEmpty();
        one.commit();
        assertThat(select(other, READ_HEAD, account)).containsExactly("1");
    }

    @Test
    void whatIsRolledBackWasNever() throws SQLException {
        update(one, WRITE_HEAD, account, 1L);
        one.rollback();
        assertThat(select(one, READ_HEAD, account)).isEmpty();
        assertThat(update(other, WRITE_HEAD, account, 1L)).isEqualTo(1);
    }

    @Test
    void aLockedRowMakesWritersAndLockersWaitAndWhoWaitedKeepsTheRest() throws SQLException {
        update(one, WRITE_HEAD, account, 1L);
        one.commit();
        assertThat(select(one, LOCK_HEAD, account)).containsExactly("1");
        update(other, WRITE_HEAD, account + "-2", 7L);
        assertFails(1205, () -> update(other, ENSURE_HEAD, account));
        assertFails(1205, () -> select(other, LOCK_HEAD, account));
        other.commit();
        assertThat(select(other, READ_HEAD, account + "-2")).containsExactly("7");
        one.commit();
        assertThat(update(other, WRITE_HEAD, account, 2L)).isEqualTo(2);
    }

    @Test
    void anInsertLocksItsKeyBeforeAnybodyCanSeeIt() throws SQLException {
        update(one, ENSURE_HEAD, account);
        assertFails(1205, () -> select(other, LOCK_HEAD, account));
        assertFails(1205, () -> update(other, ENSURE_HEAD, account));
    }

    @Test
    void aLockingReadOfNoRowLocksNothing() throws SQLException {
        assertThat(select(one, LOCK_HEAD, account)).isEmpty();
        assertThat(update(other, ENSURE_HEAD, account)).isEqualTo(1);
    }

    @Test
    void anUpsertThatChangesNothingLocksTheRow() throws SQLException {
        update(one, ENSURE_HEAD, account);
        one.commit();
        update(one, ENSURE_HEAD, account);
        assertFails(1205, () -> update(other, WRITE_HEAD, account, 2L));
    }

    @Test
    void severalPositionsAreLockedByOneReadAndMoveByOneUpsertThatAddsCounts() throws SQLException {
        update(one, CREATE_POSITION, account);
        update(one, CREATE_POSITION, account + "-2");
        one.commit();
        assertThat(select(one, LOCK_POSITIONS, account, 0L, account + "-2", 0L)).hasSize(2);
        assertFails(1205, () -> update(other, MOVE, 6L, account + "-2", 5L));

        assertThat(update(one, MOVE_POSITIONS, account, 6L, 1L, account + "-2", 7L, 2L)).isEqualTo(4);
        assertThat(update(one, MOVE_POSITIONS, account, 8L, 3L, account + "-2", 9L, 4L)).isEqualTo(4);

        assertThat(select(one, "SELECT next_offset, applied FROM consumer_position WHERE topic = ?"
                + " AND partition_no = 0 OR topic = ? AND partition_no BETWEEN 0 AND 1", account, account + "-2"))
                .containsExactlyInAnyOrder("8 4", "9 6");
    }

    @Test
    void aStatementThatFailsHalfWayLeavesNothingBehind() throws SQLException {
        String insert = "INSERT INTO account_head (account_uuid, version) VALUES (?,1),(?,1)";
        update(one, ENSURE_HEAD, account);
        assertFails(1062, () -> update(one, insert, account + "-0", account));
        one.commit();
        assertThat(select(one, READ_HEAD, account)).containsExactly("0");
        assertThat(select(one, READ_HEAD, account + "-0")).isEmpty();
    }

    @Test
    void anInsertThatIgnoresDuplicatesChangesNothing() throws SQLException {
        update(one, WRITE_HEAD, account, 3L);
        assertThat(update(one, "INSERT IGNORE INTO account_head (account_uuid, version) VALUES (?,9)", account))
                .isZero();
        assertThat(select(one, READ_HEAD, account)).containsExactly("3");
    }

    @Test
    void theSecondKeyOfATableIsUniqueToo() throws SQLException {
        update(one, PARK, account, 1L);
        update(one, PARK, account, 2L);
        assertThat(select(one,
                "SELECT source_offset FROM parked_record WHERE source_topic = ? AND source_offset BETWEEN ? AND ?",
                account, 2L, 9L)).containsExactly("2");
        assertFails(1062, () -> update(one, PARK, account, 1L));
        assertFails(1205, () -> update(other, PARK, account, 2L));
    }

    @Test
    void whatAColumnOrACheckForbidsIsRefused() {
        String insert = "INSERT INTO account_balance (account_uuid, asset, balance, frozen) VALUES (?,'A',?,?)";
        assertFails(3819, () -> update(one, insert, account, BigDecimal.ONE, BigDecimal.TEN));
        assertFails(1048, () -> update(one, insert, account, BigDecimal.ONE, null));
    }

    @Test
    void amountsComeBackWithTheColumnsScaleAndADeletedRowDoesNot() throws SQLException {
        update(one, "INSERT INTO account_balance (account_uuid, asset, balance, frozen) VALUES (?,'A',?,0)", account,
                new BigDecimal("1.50"));
        String read = "SELECT balance, frozen FROM account_balance WHERE (account_uuid, asset) IN ((?,?))";
        assertThat(select(one, read, account, "A")).containsExactly("1.500000000000000000 0.000000000000000000");
        update(one, "DELETE FROM account_balance WHERE account_uuid = ? AND asset = 'A'", account);
        assertThat(select(one, read, account, "A")).isEmpty();
    }

    @Test
    void aGeneratedColumnFollowsFromTheOthersAndIsPartOfTheKey() throws SQLException {
        String write = "INSERT INTO account_entry (account_uuid, entry_id, kind, version, outcome, occurred_at,"
                + " source_topic, source_partition, source_offset) VALUES (?,'one',?,1,'APPLIED',1,'topic',0,0)";
        update(one, write, account, "ADD");
        update(one, write, account, "CREDIT");
        assertFails(1062, () -> update(one, write, account, "DEBIT"));
        assertThat(select(one, "SELECT kind FROM account_entry"
                + " WHERE (account_uuid, entry_id, of_command) IN ((?,?,1))", account, "one"))
                .containsExactly("CREDIT");
    }

    @Test
    void thePartsOfAUnionComeOneAfterAnotherEachInTheOrderOfItsKey() throws SQLException {
        String insert = "INSERT INTO outbox (batch_id, kind, payload, lane) VALUES (?,'EVENTS',?,?)";
        byte[] payload = {1};
        update(one, insert, "a", payload, 2L);
        update(one, insert, "b", payload, 1L);
        update(one, insert, "c", payload, 2L);
        update(one, insert, "d", payload, null);
        update(one, insert, "e", payload, 1L);
        String part = "(SELECT batch_id, lane FROM outbox FORCE INDEX (outbox_lane) WHERE kind = 'EVENTS' AND lane ";
        assertThat(select(one, part + "IS NULL ORDER BY id LIMIT 1) UNION ALL " + part + "= ? ORDER BY id LIMIT ?)"
                + " UNION ALL " + part + "= ? ORDER BY id LIMIT ?)", 2L, 1L, 1L, 9L))
                .containsExactly("d null", "a 2", "b 1", "e 1");
    }

    private interface Attempt {
        Object run() throws SQLException;
    }

    private static void assertFails(int code, Attempt attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(SQLException.class,
                failure -> assertThat(failure.getErrorCode()).isEqualTo(code));
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static List<String> select(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        int columns = sql.substring(0, sql.indexOf(" FROM")).split(",", -1).length;
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        Object cell = row.getObject(column);
                        cells.add(cell instanceof BigDecimal amount ? amount.toPlainString() : String.valueOf(cell));
                    }
                    rows.add(String.join(" ", cells));
                }
            }
        }
        return rows;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }
}
