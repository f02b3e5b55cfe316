package dev.accountrisk.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.jdbc.core.JdbcTemplate;

/** Operators settle positions by command, with a reason, and never lose a record that the log still holds. */
class PositionActionsIT {
    private static final Decision DECISION = new Decision("night shift", "ticket 4711");

    private final KafkaServer kafka = TestServers.shared().kafka();
    private String topic = "";
    private HikariDataSource dataSource = new HikariDataSource();
    private JdbcTemplate jdbc = new JdbcTemplate();
    private Admin admin = kafka.admin();
    private final LogReaders readers = new LogReaders(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    private final LogHistory history = readers.openHistory();
    private PositionActions actions = new PositionActions(new Transactions(dataSource), new TopicLogs(admin), readers,
            history, List.of());

    @BeforeEach
    void open(TestInfo test) throws Exception {
        String name = "positions_" + Integer.toHexString(test.getDisplayName().hashCode());
        topic = name;
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(name);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(mysql.jdbcUrl(name));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        dataSource = new HikariDataSource(pool);
        Flyway.configure().dataSource(dataSource).load().migrate();
        HikariConfig reading = new HikariConfig();
        pool.copyStateTo(reading);
        reading.setAutoCommit(true);
        jdbc = new JdbcTemplate(new HikariDataSource(reading));
        kafka.createTopic(topic, 1);
        send(5);
        actions = new PositionActions(new Transactions(dataSource), new TopicLogs(admin), readers, history,
                List.of(topic));
    }

    @AfterEach
    void close() {
        dataSource.close();
        admin.close();
        history.close();
    }

    @Test
    void aPositionThatTheLogHoldsIsListedAndNeverMoved() throws Exception {
        place(2);

        assertThat(actions.list())
                .containsExactly(new PositionView(topic, 0, id(), 2, 0L, 5L, null, 0, PositionState.IN_LOG, null));
        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.of(4), false, DECISION))
                .isInstanceOf(PositionRefusedException.class)
                .hasMessage(
                        "--partition: the log holds the position 2: there is no gap to cross. To leave out records that"
                                + " cannot be read, add --to and --skip-records");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void aPositionIsMovedAcrossRecordsThatAreGoneAndTheReasonIsRecorded() throws Exception {
        place(1);
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3))).all().get();
        assertThat(actions.list()).singleElement().returns(PositionState.RECORDS_GONE, PositionView::state);

        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.of(6), false, DECISION))
                .hasMessage("--to: the log holds 3 to 5");
        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.of(4), false, DECISION))
                .hasMessage("--to: the log holds records from 3 on that were not applied: to leave them out, add"
                        + " --skip-records");
        PositionChange change = actions.move(topic, 0, OptionalLong.empty(), false, DECISION);

        assertThat(change).isEqualTo(PositionChange.moved(topic, 0, 1, 3));
        assertThat(actions.list()).singleElement().returns(PositionState.IN_LOG, PositionView::state);
        assertThat(recorded()).containsExactly("MOVE 1 3 night shift ticket 4711");
    }

    @Test
    void aPositionAfterTheEndOfALogThatWasCutOffIsMovedBack() throws Exception {
        place(9);
        assertThat(actions.list()).singleElement().returns(PositionState.LOG_CUT_OFF, PositionView::state);

        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.empty(), false, DECISION))
                .hasMessageStartingWith("--to: nobody can know where the log was cut off");
        assertThat(actions.move(topic, 0, OptionalLong.of(4), false, DECISION).newOffset()).isEqualTo(4);
    }

    @Test
    void aRecreatedTopicIsAcceptedOnceAndBeginsAnew() throws Exception {
        place(5);
        assertThatThrownBy(() -> actions.accept(topic, DECISION)).isInstanceOf(PositionRefusedException.class)
                .hasMessageStartingWith("--topic: no position of");
        String old = id();
        kafka.deleteTopic(topic);
        kafka.createTopic(topic, 1);
        assertThat(actions.list()).singleElement().returns(PositionState.OTHER_TOPIC, PositionView::state);
        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.empty(), false, DECISION))
                .hasMessageContaining("was recreated: accept its new id first");

        assertThat(actions.accept(topic, DECISION)).containsExactly(PositionChange.accepted(topic, 0, old, id(), 5, 0));

        assertThat(actions.list()).singleElement().returns(PositionState.IN_LOG, PositionView::state);
        assertThat(recorded()).containsExactly("ACCEPT 5 0 night shift ticket 4711");
    }

    @Test
    void nothingIsChangedIfWhatBelongsToTheChangeCannotBeWritten() throws Exception {
        place(9);
        Decision refused = new Decision("night shift", "ticket 4711", (_, _) -> {
            throw new SQLException("another worker has taken the action");
        });

        assertThatThrownBy(() -> actions.pause(topic, 0, refused)).hasMessageContaining("another worker");
        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.of(4), false, refused))
                .hasMessageContaining("another worker");

        assertThat(actions.list()).singleElement()
                .returns(9L, PositionView::nextOffset)
                .returns(null, PositionView::pausedWhy);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void aTopicThatIsGoneHasNoPartition() throws Exception {
        place(5);
        kafka.deleteTopic(topic);

        assertThat(actions.list()).singleElement()
                .returns(PositionState.NO_PARTITION, PositionView::state)
                .returns(true, PositionView::needsALook);
    }

    @Test
    void recordsThatNobodyCanReadAreLeftOutOnlyWhenThatIsSaid() throws Exception {
        place(2);

        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.empty(), true, DECISION))
                .hasMessage("--to: to leave out records, name an offset after the position 2");
        assertThatThrownBy(() -> actions.move(topic, 0, OptionalLong.of(6), true, DECISION))
                .hasMessage("--to: the log holds 0 to 5");
        actions.move(topic, 0, OptionalLong.of(4), true, DECISION);

        assertThat(actions.list()).singleElement().returns(4L, PositionView::nextOffset);
    }

    @Test
    void whatIsPausedIsListedAsPausedUntilItIsResumed() throws Exception {
        place(5);

        actions.pause(topic, 0, DECISION);
        assertThat(actions.list()).singleElement().returns("night shift: ticket 4711", PositionView::pausedWhy);
        assertThatThrownBy(() -> actions.resume(topic, null, DECISION)).hasMessage("--topic: " + topic
                + " is not paused by itself: what is paused is " + topic + "-0");
        actions.resume(topic, 0, DECISION);
        assertThatThrownBy(() -> actions.resume(topic, null, DECISION)).hasMessageEndingWith("is not paused by itself");
        actions.pause(topic, null, DECISION);
        assertThatThrownBy(() -> actions.resume(topic, 0, DECISION))
                .hasMessageEndingWith("-0 is not paused by itself: the whole topic is");
        assertThat(actions.list()).singleElement().returns(true, PositionView::needsALook);
        actions.resume(topic, null, DECISION);

        assertThat(actions.list()).singleElement().returns(false, PositionView::needsALook);
        assertThatThrownBy(() -> actions.pause(topic, 7, DECISION)).hasMessage("--partition: " + topic
                + " has partitions 0 to 0");
        assertThat(recorded()).hasSize(4);
    }

    private void place(long offset) throws Exception {
        new Engines(new Transactions(dataSource), AccountLocks.NONE, EngineObserver.NONE, new Outbox(),
                new Installation()).positions()
                .create(new Source(topic, id(), 0), offset);
    }

    private String id() throws Exception {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                .topicId()
                .toString();
    }

    private void send(int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            for (int number = 0; number < records; number++) {
                var _ = producer.send(new ProducerRecord<>(topic, "k", "v" + number));
            }
        }
    }

    private List<@Nullable String> recorded() {
        return jdbc
                .queryForList("SELECT CONCAT_WS(' ', action, old_offset, new_offset, done_by, why) FROM position_action"
                        + " ORDER BY id", String.class);
    }
}
