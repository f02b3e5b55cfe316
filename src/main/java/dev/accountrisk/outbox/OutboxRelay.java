package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.CloudEvents;
import dev.accountrisk.wire.EventBatch;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the rows of the outbox, oldest first, and deletes a row when the broker has acknowledged all of it. One worker at a time
 * does so. If that is not certain, the row is sent again under the same ids. A consumer that drops repeated ids sees each event
 * once and in order, because every repetition comes from a row that was not deleted yet and so repeats earlier events. For this,
 * nothing may be sent after an event that failed. So the producer must try for as long as it takes: if it gave up on a record,
 * it would let a later one overtake it.
 */
public final class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int ROWS_MAX = 8;
    private static final List<Header> CONTENT_TYPE = List.of(
            new RecordHeader("content-type", CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII)));

    private final Transactions transactions;
    private final NamedLock lock;
    private final Producer<byte[], byte[]> producer;
    private final RelaySettings settings;
    private final RelayObserver observer;
    private final OutboxStore store = new OutboxStore();
    private final CloudEvents cloudEvents;

    /** Makes the relay. It does nothing until a round runs. */
    public OutboxRelay(Transactions transactions, NamedLock lock, Producer<byte[], byte[]> producer,
            RelaySettings settings,
            RelayObserver observer) {
        this.transactions = transactions;
        this.lock = lock;
        this.producer = producer;
        this.settings = settings;
        this.observer = observer;
        this.cloudEvents = new CloudEvents(settings.eventSource());
    }

    /** Runs one bounded round. Its result says when to run the next one. */
    public Round runOnce() throws InterruptedException {
        try {
            if (!lock.acquireOrConfirm()) {
                return Round.NOT_MINE;
            }
            List<OutboxRow> rows = transactions.runRepeatable(connection -> store.readInTx(connection, ROWS_MAX));
            if (rows.isEmpty()) {
                return Round.EMPTY;
            }
            send(rows);
            // an unknown outcome is harmless: a deleted row was sent, and any other is sent again
            transactions.runRepeatable(connection -> {
                store.deleteInTx(connection, rows);
                return rows.size();
            });
            return Round.SENT;
        } catch (SQLException failure) {
            LOG.atWarn().addKeyValue("cause", SqlFault.describe(failure)).log("the outbox cannot be read");
            return Round.FAILED;
        } catch (ExecutionException | KafkaException failure) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(failure.getMessage())).log("the outbox cannot be sent");
            return Round.FAILED;
        }
    }

    /** The result of a round. */
    public enum Round {
        /** It sent something. There may be more. */
        SENT,
        /** There was nothing to send. */
        EMPTY,
        /** Another worker is the relay. */
        NOT_MINE,
        /** MySQL or the broker is unavailable. */
        FAILED
    }

    /** Lets another worker be the relay. */
    public void close() {
        lock.close();
    }

    private void send(List<OutboxRow> rows) throws SQLException, ExecutionException,
            InterruptedException {
        // one for all events, because a future for each would fill the heap, and only the first failure counts
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Future<RecordMetadata>> parked = new ArrayList<>();
        long events = 0;
        for (OutboxRow row : rows) {
            if (failure.get() != null) {
                // an event after one that failed must not overtake its repetition
                break;
            }
            switch (row.kind()) {
                case EVENTS -> events += sendEvents(row, failure);
                case PARKED -> sendParked(ParkedNote.unpack(row.payload()), parked);
            }
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new ExecutionException(failed);
        }
        for (Future<RecordMetadata> sent : parked) {
            awaitParked(sent);
        }
        observer.relayed(events, parked.size());
    }

    private int sendEvents(OutboxRow row, AtomicReference<@Nullable Exception> failure) {
        Callback callback = (sent, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        };
        List<AccountEvent> events = EventBatch.unpack(row.payload());
        String traceParent = EventBatch.traceParent(row.payload());
        List<Header> headers = headers(traceParent);
        int number = 0;
        for (AccountEvent event : events) {
            if (failure.get() != null) {
                break;
            }
            byte[] encoded = cloudEvents.encode(row.batchId() + "-" + number++, event, traceParent);
            var _ = producer.send(new ProducerRecord<>(settings.eventTopic(), null,
                    event.accountUuid().getBytes(StandardCharsets.US_ASCII), encoded, headers), callback);
        }
        return events.size();
    }

    private static List<Header> headers(@Nullable String traceParent) {
        if (traceParent == null) {
            return CONTENT_TYPE;
        }
        List<Header> headers = new ArrayList<>(CONTENT_TYPE);
        headers.add(new RecordHeader("traceparent", traceParent.getBytes(StandardCharsets.US_ASCII)));
        return headers;
    }

    private void sendParked(ParkedNote note, List<Future<RecordMetadata>> into)
            throws SQLException {
        for (long offset : note.offsets()) {
            Optional<ParkedMessage> message = transactions
                    .runRepeatable(connection -> store.parkedInTx(connection, note, offset));
            message.ifPresent(parked -> into.add(producer.send(parked.toRecord(settings.parkedTopic()))));
        }
    }

    /**
     * A record that the topic of parked records refuses (too large, or without a key in a compacted topic) stays in MySQL and must
     * not delay the rows after it.
     */
    private void awaitParked(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof RecordTooLargeException)
                    && !(failure.getCause() instanceof InvalidRecordException)) {
                throw failure;
            }
            observer.undeliverable();
            LOG.error("{} refuses a parked record; it stays in the table parked_record only ({})",
                    settings.parkedTopic(), failure.getCause().getClass().getSimpleName());
        }
    }
}
