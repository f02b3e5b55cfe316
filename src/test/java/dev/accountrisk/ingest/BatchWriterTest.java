package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus.Phase;
import dev.accountrisk.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * However a batch of several partitions fails, each of them has a result, and is opened again later. One whose writer ended without a
 * result would stop in silence.
 */
class BatchWriterTest {
    private static final String ID = "id";
    private static final int PARTITIONS = 3;

    private final Topic<RiskUpdate> topic = NoServers.topic(() -> {}, 10);
    private final List<String> traces = new ArrayList<>();
    private Failing database = () -> {
        throw new SQLException("away", "08S01");
    };
    private int observedMax = Integer.MAX_VALUE;
    private final Engines engines = new Engines(new Transactions(new AbstractDataSource() {
        @Override
        public Connection getConnection() throws SQLException {
            database.fail();
            throw new AssertionError("no server answers here");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }), AccountLocks.NONE, EngineObserver.NONE, new Outbox(), new Installation());
    private TopicIds ids = new TopicIds() {
        @Override
        public void ask(Collection<String> topics) {
            // it answers by itself
        }

        @Override
        public void askLater(Collection<String> topics) {
            // it answers by itself
        }

        @Override
        public String newestId(String name) {
            return ID;
        }
    };
    private final IngestObserver observer = new IngestObserver() {
        @Override
        public void counted(String name, OutcomeCounts counts) {
            // nothing is committed here
        }

        @Override
        public Ending began(TopicPartition id, long firstOffset, int records, Set<String> contexts) {
            if (id.partition() >= observedMax) {
                throw new IllegalStateException("an observer fails");
            }
            traces.add("begin " + id.partition());
            return outcome -> traces.add("end " + id.partition() + " " + outcome);
        }
    };
    private final List<LivePartition<RiskUpdate>> partitions = new ArrayList<>();

    @FunctionalInterface
    private interface Failing {
        void fail() throws SQLException;
    }

    @BeforeEach
    void enqueue() {
        for (int number = 0; number < PARTITIONS; number++) {
            partitions.add(WaitingPartition.of(number, ID, topic, engines));
        }
    }

    @Test
    void aDatabaseThatIsAwayMakesEachPartitionWait() {
        write();

        assertAll(Phase.WAITING, "08S01");
        assertThat(traces).as("each trace ends, the last first")
                .containsExactly("begin 0", "begin 1", "begin 2",
                        "end 2 Unavailable", "end 1 Unavailable", "end 0 Unavailable");
    }

    @Test
    void aFailureThatNobodyExpectsStopsEachPartition() {
        database = () -> {
            throw new IllegalStateException("a bug");
        };
        write();

        assertAll(Phase.STOPPED, "unexpected failure: a bug");
    }

    @Test
    void anErrorStopsEachPartition() {
        database = () -> {
            throw new StackOverflowError("deep");
        };
        write();

        assertAll(Phase.STOPPED, "unexpected failure: StackOverflowError: deep");
        assertThat(traces).contains("end 0 failed", "end 1 failed", "end 2 failed");
    }

    @Test
    void aBrokerThatDoesNotAnswerMakesEachPartitionWait() {
        Admin admin = NoServers.admin();
        ids = new IdentityCheck(new TopicLogs(admin));
        ids.ask(List.of("t"));
        admin.close(Duration.ZERO);
        write();

        assertAll(Phase.WAITING, "Kafka: ");
    }

    @Test
    void anObserverThatFailsForOnePartitionStopsEach() {
        observedMax = 2;
        write();

        assertAll(Phase.STOPPED, "an observer fails");
        assertThat(traces).containsExactly("begin 0", "begin 1", "end 1 failed", "end 0 failed");
    }

    @Test
    void aPartitionOfATopicThatWasMadeAgainStopsAndTheOthersGoOn() {
        LivePartition<RiskUpdate> old = WaitingPartition.of(9, "an older id", topic, engines);
        partitions.add(old);
        write();

        assertThat(old.status().phase()).isEqualTo(Phase.STOPPED);
        assertThat(old.status().cause()).contains("was deleted and recreated");
        partitions.remove(old);
        assertAll(Phase.WAITING, "08S01");
    }

    @Test
    void aPartitionThatWasRevokedMeanwhileHasNoWriterAndTheOthersGoOn() {
        partitions.get(1).close();
        write();

        partitions.get(1).writer().await(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
        assertThat(traces).contains("begin 0", "begin 2").doesNotContain("begin 1");
        partitions.remove(1);
        assertAll(Phase.WAITING, "08S01");
    }

    private void write() {
        assertThat(new BatchWriter(ids, engines, observer).writeOnce(new ArrayList<>(partitions)))
                .as("partitions with more to write")
                .isEmpty();
    }

    private void assertAll(Phase phase, String cause) {
        assertThat(partitions).isNotEmpty().allSatisfy(partition -> {
            assertThat(partition.status().phase()).isEqualTo(phase);
            assertThat(partition.status().cause()).contains(cause);
            assertThat(partition.life().isDueToOpen(System.nanoTime() + TimeUnit.HOURS.toNanos(1)))
                    .as("it has no writer, and is opened again")
                    .isTrue();
        });
    }
}
