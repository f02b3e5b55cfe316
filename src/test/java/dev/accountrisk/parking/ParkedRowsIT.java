package dev.accountrisk.parking;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many parked records one read of a release takes. */
class ParkedRowsIT {
    private static final String DATABASE = "parked_rows_it";
    private static final int LIMIT = 500;
    private static final int MEBIBYTE = 1 << 20;

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final HikariDataSource pool = new HikariDataSource();
    private final Transactions transactions = new Transactions(pool);

    @BeforeEach
    void open() {
        mysql.createDatabase(DATABASE);
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        Flyway.configure().dataSource(pool).load().migrate();
    }

    @AfterEach
    void close() {
        pool.close();
        mysql.dropDatabase(DATABASE);
    }

    @Test
    void aReadEndsWithItsBytesAndALargeRecordIsReadByItself() throws Exception {
        park(3, 6 * MEBIBYTE);
        park(1, 33 * MEBIBYTE);
        park(1, 0);

        assertThat(reads()).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void smallRecordsAreReadManyAtATime() throws Exception {
        park(LIMIT + 120, 1_000);
        park(20, MEBIBYTE);

        assertThat(reads()).startsWith(LIMIT, 127, 8, 5);
    }

    private List<Integer> reads() throws Exception {
        List<Integer> reads = new ArrayList<>();
        long lastId = 0;
        while (true) {
            long afterId = lastId;
            List<ParkedRecord> records = transactions
                    .runRepeatable(connection -> new ParkedRows().readInTx(connection, "a", "t", afterId, LIMIT));
            if (records.isEmpty()) {
                return reads;
            }
            assertThat(records).isSortedAccordingTo((one, other) -> Long.compare(one.id(), other.id()));
            assertThat(records.stream().mapToLong(record -> Objects.requireNonNull(record.value()).length).sum())
                    .isLessThanOrEqualTo(records.size() == 1 ? Long.MAX_VALUE : 8L * MEBIBYTE);
            reads.add(records.size());
            lastId = records.getLast().id();
        }
    }

    private void park(int records, int bytes) throws Exception {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO parked_record (source_topic,"
                    + " source_topic_id, source_partition, source_offset, source_timestamp, account_uuid, reason, detail,"
                    + " record_value) SELECT 't', 'id', 0, COALESCE(MAX(source_offset), 0) + 1, 99, 'a', 'TOO_LARGE', 'd',"
                    + " REPEAT(X'00', ?) FROM parked_record")) {
                for (int record = 0; record < records; record++) {
                    statement.setInt(1, bytes);
                    statement.executeUpdate();
                }
                return true;
            }
        });
    }
}
