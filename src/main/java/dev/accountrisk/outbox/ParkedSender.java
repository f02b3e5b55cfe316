package dev.accountrisk.outbox;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.text.LastCause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the parked records that outbox rows name. */
final class ParkedSender {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedSender.class);

    private final Transactions transactions;
    private final Supplier<Producer<byte[], byte[]>> producer;
    private final String topic;
    private final RelayObserver observer;
    private final ParkedPayloads payloads = new ParkedPayloads();
    private final LastCause refusal = new LastCause();

    ParkedSender(Transactions transactions, Supplier<Producer<byte[], byte[]>> producer, RelaySettings settings,
            RelayObserver observer) {
        this.transactions = transactions;
        this.producer = producer;
        this.topic = settings.parkedTopic();
        this.observer = observer;
    }

    /**
     * Sends the records of all rows and waits until the broker has acknowledged them.
     *
     * @return how many they were
     * @throws KafkaException if one of them failed
     */
    long send(List<OutboxRow> rows) throws SQLException, InterruptedException {
        Producer<byte[], byte[]> kafka = producer.get();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (OutboxPayload.Parked source : bySource(rows)) {
            List<Long> offsets = source.offsets();
            for (int from = 0; from < offsets.size(); from += ParkedPayloads.SIZES_MAX) {
                List<Long> named = offsets.subList(from, Math.min(offsets.size(), from + ParkedPayloads.SIZES_MAX));
                for (List<Long> part : transactions
                        .runRepeatable(connection -> payloads.partsInTx(connection, source, named))) {
                    // the connection is back in the pool before anything is sent: a send may block
                    transactions.runRepeatable(connection -> payloads.readInTx(connection, source, part))
                            .forEach(message -> sent.add(kafka.send(message.toRecord(topic))));
                }
            }
        }
        kafka.flush();
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
        return sent.size();
    }

    /** The rows of one partition become one: a flood of single notes is read as fast as a few large ones. */
    private static List<OutboxPayload.Parked> bySource(List<OutboxRow> rows) {
        Map<List<Object>, OutboxPayload.Parked> bySource = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            if (PayloadJson.unpack(row) instanceof OutboxPayload.Parked parked) {
                bySource.computeIfAbsent(List.of(parked.topic(), parked.topicId(), parked.partition()),
                        any -> new OutboxPayload.Parked(parked.topic(), parked.topicId(), parked.partition(),
                                new ArrayList<>(), OutboxPayload.Parked.UNKNOWN_BYTES))
                        .offsets()
                        .addAll(parked.offsets());
            }
        }
        return List.copyOf(bySource.values());
    }

    /**
     * A record that the topic of parked records does not take, because it is too large, or without a key where the topic is
     * compacted, stays in MySQL and must not hold up the others.
     */
    private void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (!(cause instanceof RecordTooLargeException) && !(cause instanceof InvalidRecordException)) {
                throw new KafkaException("a parked record was not sent", cause);
            }
            observer.undeliverable();
            if (refusal.changesTo(cause.getClass().getSimpleName())) {
                LOG.error(
                        "{} does not take parked records ({}): they stay in the table parked_record only, and are counted",
                        topic, cause.getClass().getSimpleName());
            }
        }
    }
}
