package dev.accountrisk.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReader;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.jdbc.core.JdbcTemplate;

/** Positions continue in copies of their logs on another cluster, at the right record or not at all. */
class PositionTranslationIT {
    private static final Decision DECISION = new Decision("night shift", "move to the new cluster");
    private static final int RECORDS = 60;
    private static final String HEADER = "old-offset";

    private static final TestServers OTHERS = TestServers.startWithoutMySql(TestServers.temporaryFolder());

    private final KafkaServer old = OTHERS.kafka();
    /** Young enough for the logs' retention. */
    private final long start = System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();
    private final KafkaServer kafka = TestServers.shared().kafka();
    private final LogReaders oldReaders = new LogReaders(Map.of("bootstrap.servers", old.bootstrapServers()));
    private final LogReaders readers = new LogReaders(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    private final LogHistory history = readers.openHistory();
    private final Admin admin = kafka.admin();
    private final HikariDataSource dataSource = new HikariDataSource();
    private String topic = "";
    private PositionActions actions = actions();

    @AfterAll
    static void stopOldCluster() {
        OTHERS.close();
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        topic = "translated_" + Integer.toHexString(test.getDisplayName().hashCode());
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(topic);
        dataSource.setJdbcUrl(mysql.jdbcUrl(topic));
        dataSource.setUsername(mysql.username());
        dataSource.setPassword(mysql.password());
        dataSource.setAutoCommit(false);
        Flyway.configure().dataSource(dataSource).load().migrate();
        old.createTopic(topic, 2);
        kafka.createTopic(topic, 2);
        actions = actions();
        fillOldLog();
    }

    @AfterEach
    void close() {
        dataSource.close();
        admin.close();
        history.close();
    }

    /** The copy lacks what was deleted before it was made, so that its offsets are lower. */
    @Test
    void aPositionContinuesAtTheCopyOfItsRecord() throws Exception {
        copy(0, 7, RECORDS, any -> any.offset());
        place(0, 41);
        place(1, 0);

        List<PositionChange> planned = actions.translateByRecords(topic, old.bootstrapServers(), true, DECISION);
        assertThat(positions()).containsOnly(oldId() + " 41", oldId() + " 0");
        List<PositionChange> changes = actions.translateByRecords(topic, old.bootstrapServers(), false, DECISION);

        assertThat(changes).isEqualTo(planned)
                .containsExactly(PositionChange.accepted(topic, 0, oldId(), newId(), 41, 34),
                        PositionChange.accepted(topic, 1, oldId(), newId(), 0, 0));
        assertThat(positions()).containsOnly(newId() + " 34", newId() + " 0");
        assertThat(actions.list()).allSatisfy(view -> assertThat(view.state()).isEqualTo(PositionState.IN_LOG));
        assertThat(texts("SELECT CONCAT_WS(' ', action, old_offset, new_offset, done_by, why) FROM position_action"))
                .containsExactly("ACCEPT 41 34 night shift move to the new cluster",
                        "ACCEPT 0 0 night shift move to the new cluster");
        assertThatThrownBy(() -> actions.translateByRecords(topic, old.bootstrapServers(), false, DECISION))
                .hasMessageContaining("no position of " + topic + " belongs to another topic");
    }

    @Test
    void nothingChangesWhileTheMirrorHasNotCopiedThePositionOfEachPartition() throws Exception {
        copy(0, 0, 30, any -> any.offset());
        place(0, 41);
        place(1, 0);

        assertThatThrownBy(() -> actions.translateByRecords(topic, old.bootstrapServers(), false, DECISION))
                .isInstanceOf(PositionRefusedException.class)
                .hasMessageContaining("the copy of " + topic + "-0 does not have the records around the position 41");
        assertThat(positions()).containsOnly(oldId() + " 41", oldId() + " 0");
        assertThat(texts("SELECT action FROM position_action")).isEmpty();
    }

    @Test
    void aMirrorThatChangesTimestampsIsRefused() throws Exception {
        copy(0, 0, RECORDS, any -> any.offset(), 1);
        place(0, 41);

        assertThatThrownBy(() -> actions.translateByRecords(topic, old.bootstrapServers(), false, DECISION))
                .hasMessageContaining("or changes them");
    }

    @Test
    void anotherClusterThanTheOldOneIsRefused() throws Exception {
        copy(0, 0, RECORDS, any -> any.offset());
        place(0, 41);

        assertThatThrownBy(() -> actions.translateByRecords(topic, kafka.bootstrapServers(), false, DECISION))
                .hasMessage(
                        "--old-servers: " + topic + " has the id " + newId() + " there, and the positions belong to "
                                + oldId());
        assertThatThrownBy(() -> actions.translateByRecords(topic, "nowhere", false, DECISION))
                .hasMessageStartingWith("--old-servers: ");
    }

    @Test
    void aPositionContinuesByAHeaderOfItsRecords() throws Exception {
        copy(0, 7, RECORDS, any -> any.offset());
        place(0, 41);

        assertThat(actions.translateByHeader(topic, HEADER, false, DECISION))
                .containsExactly(PositionChange.accepted(topic, 0, oldId(), newId(), 41, 34));
    }

    /** The record with the old offset 50 is only in front of the second copies. */
    @Test
    void noRecordIsLeftOutWhereTheMirrorCopiedSomeAgain() throws Exception {
        copy(0, 0, 51, ConsumerRecord::offset);
        copy(0, 41, 50, ConsumerRecord::offset);
        copy(0, 51, RECORDS, ConsumerRecord::offset);
        place(0, 45);

        assertThat(actions.translateByHeader(topic, HEADER, true, DECISION)).singleElement()
                .returns(45L, PositionChange::newOffset);
        assertThat(actions.translateByRecords(topic, old.bootstrapServers(), true, DECISION)).singleElement()
                .returns(45L, PositionChange::newOffset);
    }

    @Test
    void aHeaderMustReachThePosition() throws Exception {
        copy(0, 7, 30, any -> any.offset());
        place(0, 41);
        assertThatThrownBy(() -> actions.translateByHeader(topic, HEADER, false, DECISION))
                .hasMessageContaining("ends with the old offset 29, and the position is 41: wait until");

        move(0, 41, 3);
        assertThatThrownBy(() -> actions.translateByHeader(topic, HEADER, false, DECISION))
                .hasMessageContaining("begins with the old offset 7, after the position 3");
        move(0, 3, 30);
        assertThat(actions.translateByHeader(topic, HEADER, false, DECISION)).singleElement()
                .returns(23L, PositionChange::newOffset);
    }

    @Test
    void aRecordWithoutTheHeaderIsNamed() throws Exception {
        copy(0, 0, RECORDS, _ -> -1);
        place(0, 41);
        assertThatThrownBy(() -> actions.translateByHeader(topic, HEADER, false, DECISION)).hasMessage(
                "--offset-header: the record at offset 0 of " + topic + "-0 has no header " + HEADER);
    }

    /** A worker of the old cluster that still runs moves one of them meanwhile. */
    @Test
    void noPositionChangesIfOneIsNoLongerWhereItWas() throws Exception {
        place(0, 41);
        place(1, 5);
        List<PositionChange> stale = List.of(PositionChange.accepted(topic, 0, oldId(), newId(), 41, 34),
                PositionChange.accepted(topic, 1, oldId(), newId(), 4, 4));

        assertThatThrownBy(() -> actions.translate(stale, DECISION)).hasMessage("--topic: the position of " + topic
                + "-1 is no longer 4: end the workers that still consume the old cluster");
        assertThat(positions()).containsOnly(oldId() + " 41", oldId() + " 5");
        assertThat(texts("SELECT action FROM position_action")).isEmpty();
    }

    private PositionActions actions() {
        return new PositionActions(new Transactions(dataSource), new TopicLogs(admin), readers, history,
                List.of(topic));
    }

    /** Several records have the same timestamp, as in a batch. */
    private void fillOldLog() {
        try (KafkaProducer<byte[], byte[]> producer = producer(old)) {
            for (int number = 0; number < RECORDS; number++) {
                var _ = producer.send(new ProducerRecord<>(topic, 0, start + number / 9, bytes("key"),
                        bytes("value " + number)));
            }
        }
    }

    private void copy(int partition, long from, long until, ToLongFunction<ConsumerRecord<byte[], byte[]>> header)
            throws Exception {
        copy(partition, from, until, header, 0);
    }

    /**
     * Copies records as a mirror does.
     *
     * @param header the value of the header; below 0 there is none
     */
    private void copy(int partition, long from, long until, ToLongFunction<ConsumerRecord<byte[], byte[]>> header,
            long laterMillis) throws Exception {
        try (LogReader reader = oldReaders.open(new TopicPartition(topic, partition), from, until);
                KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.next(RECORDS, () -> false)) {
                ProducerRecord<byte[], byte[]> copied = new ProducerRecord<>(topic, partition,
                        record.timestamp() + laterMillis, record.key(), record.value());
                long value = header.applyAsLong(record);
                if (value >= 0) {
                    copied.headers().add(HEADER, bytes(Long.toString(value)));
                }
                var _ = producer.send(copied);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaServer server) {
        Map<String, Object> configuration = new HashMap<>(Map.of("bootstrap.servers", server.bootstrapServers()));
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void place(int partition, long offset) throws Exception {
        new Engines(new Transactions(dataSource), AccountLocks.NONE, EngineObserver.NONE, new Outbox(),
                new Installation()).positions()
                .create(new Source(topic, oldId(), partition), offset);
    }

    private void move(int partition, long from, long until) throws Exception {
        new Transactions(dataSource).runRepeatable(connection -> connection.createStatement()
                .executeUpdate("UPDATE consumer_position SET next_offset = " + until + " WHERE partition_no = "
                        + partition + " AND next_offset = " + from));
    }

    private String oldId() throws Exception {
        try (Admin oldAdmin = old.admin()) {
            return new TopicLogs(oldAdmin).required(topic).id();
        }
    }

    private String newId() throws Exception {
        return new TopicLogs(admin).required(topic).id();
    }

    private List<@Nullable String> positions() {
        return texts("SELECT CONCAT_WS(' ', topic_id, next_offset) FROM consumer_position ORDER BY partition_no");
    }

    private List<@Nullable String> texts(String sql) {
        return new JdbcTemplate(dataSource).queryForList(sql, String.class);
    }
}
