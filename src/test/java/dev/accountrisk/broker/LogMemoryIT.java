package dev.accountrisk.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.SmallHeap;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What jobs read of logs needs as little memory as the worker's own polls: bytes are limited after decompression. */
class LogMemoryIT {
    private static final int HEAP_MEBIBYTES = 96;
    private static final int RECORDS = 8_000;
    private static final int BYTES = 60_000;
    private static final int SAMPLE = 6_000;
    private static final int TOO_LARGE_BYTES = 34 << 20;

    private final KafkaServer kafka = TestServers.shared().kafka();
    private final String topic = "log-memory-" + UUID.randomUUID();

    /** 480 MB in 2 MB of log. */
    @Test
    void recordsThatCompressToNothingPassASmallHeap() throws Exception {
        kafka.createTopic(topic, 1);
        send(RECORDS, BYTES);

        SmallHeap.Result result = SmallHeap.run(HEAP_MEBIBYTES, ReadsInSmallHeap.class, kafka.bootstrapServers(),
                topic);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains(RECORDS + " replayed, " + SAMPLE + " sampled");
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedWithItsPlace() throws Exception {
        kafka.createTopic(topic, 1);
        send(1, 10);
        send(1, TOO_LARGE_BYTES);
        TopicPartition partition = new TopicPartition(topic, 0);

        try (LogReader reader = readers(kafka.bootstrapServers()).open(partition, 0, 2)) {
            assertThat(reader.next(1, () -> false)).hasSize(1);
            assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> reader.next(1, () -> false))
                    .withMessageContaining(partition.toString())
                    .withMessageContaining("offset 1")
                    .withMessageContaining(Integer.toString(TOO_LARGE_BYTES));
        }
    }

    /** A replay and a sample, as jobs take them. */
    static final class ReadsInSmallHeap {
        private ReadsInSmallHeap() {}

        public static void main(String[] arguments) throws Exception {
            LogReaders readers = readers(arguments[0]);
            TopicPartition partition = new TopicPartition(arguments[1], 0);
            long replayed = 0;
            try (LogReader reader = readers.open(partition, 0, RECORDS)) {
                List<ConsumerRecord<byte[], byte[]>> chunk;
                do {
                    chunk = reader.next(SAMPLE, () -> false);
                    replayed += chunk.size();
                } while (!chunk.isEmpty());
            }
            int[] sampled = new int[1];
            readers.tail(Map.of(partition, (long) RECORDS), SAMPLE, record -> {
                sampled[0]++;
                return new Decoded.Invalid<Object>(ParkReason.NOT_JSON, "only counted");
            });
            System.out.println(replayed + " replayed, " + sampled[0] + " sampled");
        }
    }

    private static LogReaders readers(String bootstrapServers) {
        return new LogReaders(Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 6_000));
    }

    private void send(int records, int bytes) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "compression.type", "gzip", "batch.size",
                        16_000_000, "linger.ms", 100, "max.request.size", 64 << 20, "buffer.memory", 128 << 20),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int record = 0; record < records; record++) {
                var _ = producer.send(new ProducerRecord<>(topic, new byte[bytes]));
            }
        }
    }
}
