package dev.accountrisk.outbox;

import dev.accountrisk.wire.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
     * @param rows    rows that the broker has all of: the first ones of each sequence
     * @param events  how many events these are
     * @param failure why the rest of a sequence was not sent, or null if nothing failed
     */
    record Sent(List<OutboxRow> rows, long events, @Nullable RuntimeException failure) {
        /**
         * Ends a round that is not as it should be.
         *
         * @throws KafkaException   if an event was not sent
         * @throws RuntimeException if the first row of a sequence cannot be read
         */
        void requireAll() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Sends the events of the rows and waits until the broker has acknowledged them. What fails holds up its own sequence only. */
    Sent send(RowSequences rows) {
        Producer<byte[], byte[]> kafka = producer.get();
        List<SequenceSend> sequences = new ArrayList<>();
        for (List<OutboxRow> sequence : rows.sequences()) {
            SequenceSend send = new SequenceSend(kafka);
            send.send(sequence);
            sequences.add(send);
        }
        kafka.flush();
        List<OutboxRow> sent = new ArrayList<>();
        long events = 0;
        RuntimeException failure = null;
        for (SequenceSend sequence : sequences) {
            RuntimeException failed = sequence.failure();
            if (failed == null) {
                sent.addAll(sequence.sent);
                events += sequence.events;
            } else {
                failure = failed;
            }
        }
        return new Sent(sent, events, failure);
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
