package dev.accountrisk.outbox;

import dev.accountrisk.wire.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of outbox rows. Nothing of a sequence is sent after an event that failed: a later event of its account would
 * overtake it.
 */
final class EventSender {
    private static final List<Header> CONTENT_TYPE = List.of(
            new RecordHeader("content-type", CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII)));

    private final Supplier<Producer<byte[], byte[]>> producer;
    private final String topic;

    EventSender(Supplier<Producer<byte[], byte[]>> producer, RelaySettings settings) {
        this.producer = producer;
        this.topic = settings.eventTopic();
    }

    /**
     * What was sent.
     *
     * @param rows     rows that the broker has all of: the first ones of each sequence
     * @param events   how many events these are
     * @param failures why the rest of a sequence was not sent, by its lane
     */
    record Sent(List<OutboxRow> rows, long events, SortedMap<Integer, RuntimeException> failures) {
        /** There was nothing to send. */
        static final Sent NOTHING = new Sent(List.of(), 0, Collections.emptySortedMap());
    }

    /**
     * Sends the events of the rows and waits until the broker has acknowledged them. What fails holds up its own sequence only. If the
     * producer has waited in vain for the broker, the other sequences are not begun: each of them would wait as long.
     */
    Sent send(RowSequences rows) {
        Producer<byte[], byte[]> kafka = producer.get();
        SortedMap<Integer, SequenceSend> sends = new TreeMap<>();
        for (RowSequences.Sequence sequence : rows.sequences()) {
            SequenceSend send = new SequenceSend(kafka);
            sends.put(sequence.lane(), send);
            send.send(sequence.rows());
            if (send.hasWaitedInVain()) {
                break;
            }
        }
        kafka.flush();
        List<OutboxRow> sent = new ArrayList<>();
        long events = 0;
        SortedMap<Integer, RuntimeException> failures = new TreeMap<>();
        for (Map.Entry<Integer, SequenceSend> lane : sends.entrySet()) {
            RuntimeException failed = lane.getValue().failure();
            if (failed == null) {
                sent.addAll(lane.getValue().sent);
                events += lane.getValue().events;
            } else {
                failures.put(lane.getKey(), failed);
            }
        }
        return new Sent(sent, events, failures);
    }

    /** One sequence on its way. */
    private final class SequenceSend {
        private final Producer<byte[], byte[]> kafka;
        /** One for all events, since a future each would fill the heap: only the first failure counts. */
        private final AtomicReference<@Nullable Exception> notSent = new AtomicReference<>();
        private final List<OutboxRow> sent = new ArrayList<>();
        private @Nullable RuntimeException unreadable;
        private long events;

        SequenceSend(Producer<byte[], byte[]> kafka) {
            this.kafka = kafka;
        }

        /** Ends before a row that cannot be read, so that those before it are not sent again and again. */
        void send(List<OutboxRow> rows) {
            for (OutboxRow row : rows) {
                if (notSent.get() != null) {
                    return;
                }
                OutboxPayload read;
                try {
                    read = PayloadJson.unpack(row);
                } catch (RuntimeException failure) {
                    unreadable = sent.isEmpty() ? failure : null;
                    return;
                }
                if (read instanceof OutboxPayload.Events payload) {
                    sendUntilFailure(payload);
                    events += payload.messages().size();
                }
                sent.add(row);
            }
        }

        private void sendUntilFailure(OutboxPayload.Events payload) {
            List<Header> headers = headers(payload.traceParent());
            Callback noteFailure = (_, failed) -> {
                if (failed != null) {
                    notSent.compareAndSet(null, failed);
                }
            };
            for (EventMessage message : payload.messages()) {
                if (notSent.get() != null) {
                    return;
                }
                var _ = kafka.send(new ProducerRecord<>(topic, null, message.key(), message.value(), headers),
                        noteFailure);
            }
        }

        boolean hasWaitedInVain() {
            return notSent.get() instanceof TimeoutException;
        }

        /** Known when the producer was flushed. */
        @Nullable
        RuntimeException failure() {
            Exception failed = notSent.get();
            return failed == null ? unreadable : new KafkaException("an event was not sent", failed);
        }
    }

    private static List<Header> headers(@Nullable String traceParent) {
        if (traceParent == null) {
            return CONTENT_TYPE;
        }
        List<Header> headers = new ArrayList<>(CONTENT_TYPE);
        headers.add(new RecordHeader("traceparent", traceParent.getBytes(StandardCharsets.US_ASCII)));
        return headers;
    }
}
