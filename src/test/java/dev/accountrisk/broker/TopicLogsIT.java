package dev.accountrisk.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Every question reads committed and ends: a log ends where the last record ends that may be read. */
class TopicLogsIT {
    private static final String SERVERS = TestServers.shared().kafka().bootstrapServers();

    private final String topic = "broker-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final LogReaders readers = new LogReaders(
            Map.of("bootstrap.servers", SERVERS, "group.id", "nobody", "max.poll.records", 2));

    @Test
    void aLogEndsBeforeAnOpenTransactionAndIsReadPastAnAbortedOne() throws Exception {
        TestServers.shared().kafka().createTopic(topic, 1);
        try (TopicLogs logs = logs();
                var plain = producer(Map.of());
                var transactional = producer(Map.of("transactional.id", topic))) {
            send(plain, "a", "b", "c");
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, "aborted");
            transactional.abortTransaction();
            // offset 3 is the aborted record, 4 its marker
            // the broker writes the marker after it has answered
            awaitEnd(logs, 5);
            assertThat(read(0, 5)).containsExactly("a", "b", "c");

            transactional.beginTransaction();
            send(transactional, "open");
            send(plain, "after");
            assertThat(logs.ends(List.of(partition))).as("the last stable offset").containsEntry(partition, 5L);
            transactional.commitTransaction();
            awaitEnd(logs, 8);
            assertThat(readers.tail(Map.of(partition, 8L), 6, TopicLogsIT::text)).containsExactly("c", "open", "after");
        }
    }

    private void awaitEnd(TopicLogs logs, long offset) {
        await().untilAsserted(() -> assertThat(logs.ends(List.of(partition))).containsEntry(partition, offset));
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() throws Exception {
        try (TopicLogs logs = logs()) {
            assertThat(logs.identity(topic)).isEmpty();
            assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> logs.required(List.of(topic)))
                    .withMessage("Kafka: there is no topic " + topic);
        }
    }

    @Test
    void whatTheLogNoLongerHoldsIsNotSkipped() throws Exception {
        TestServers.shared().kafka().createTopic(topic, 1);
        try (TopicLogs logs = logs(); var plain = producer(Map.of()); Admin admin = admin(SERVERS)) {
            send(plain, "a", "b", "c");
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
            assertThat(logs.beginnings(List.of(partition))).containsEntry(partition, 2L);
            assertThatExceptionOfType(RecordsGoneException.class).isThrownBy(() -> read(0, 3))
                    .withMessageContaining(partition.toString());
            assertThat(readers.tail(Map.of(partition, 3L), 3, TopicLogsIT::text)).containsExactly("c");
            try (ReusedConsumer one = readers.openReused(List.of(topic));
                    LogReader reader = one.open(partition, 2, 3)) {
                assertThat(reader.next(10, () -> false)).hasSize(1);
                assertThat(reader.next(10, () -> false)).isEmpty();
            }
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerFailsTheQuestionInTimeAndClosesInTime() {
        long beganNanos = System.nanoTime();
        // nothing listens there
        TopicLogs logs = new TopicLogs(admin("127.0.0.1:1"));
        assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> logs.ends(List.of(partition)))
                .withMessageContaining(partition.toString());
        logs.close();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(20));
    }

    private static TopicLogs logs() {
        return new TopicLogs(admin(SERVERS));
    }

    private static Admin admin(String servers) {
        return Admin.create(Map.of("bootstrap.servers", servers));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put("bootstrap.servers", SERVERS);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String... values)
            throws ExecutionException, InterruptedException {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    private List<String> read(long from, long until) throws BrokerException {
        List<String> values = new ArrayList<>();
        try (LogReader reader = readers.open(partition, from, until)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(2, () -> false);
                if (chunk.isEmpty()) {
                    return values;
                }
                chunk.forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
    }

    private static Decoded<String> text(InputRecord record) {
        return new Decoded.Valid<>(new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8));
    }
}
