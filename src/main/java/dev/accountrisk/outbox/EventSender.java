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
 * Sends the events of outbox rows, in order. Nothing is sent after an event that failed: a later event of its account would
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

    /** What was sent: the first rows, and their events. */
    record Sent(int rows, long events) {}

    /**
     * Sends the events of the rows and waits until the broker has acknowledged them. It ends before a row that cannot be read, so that those
     * before it are not sent again and again.
     *
     * @throws KafkaException   if one of them failed
     * @throws RuntimeException if the first row cannot be read
     */
    Sent send(List<OutboxRow> rows) {
        // one for all events, since a future each would fill the heap: only the first failure counts
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Producer<byte[], byte[]> kafka = producer.get();
        long events = 0;
        int sent = 0;
        for (OutboxRow row : rows) {
            OutboxPayload read;
            try {
                read = PayloadJson.unpack(row);
            } catch (RuntimeException unreadable) {
                if (sent == 0) {
                    throw unreadable;
                }
                break;
            }
            if (read instanceof OutboxPayload.Events payload) {
                sendUntilFailure(payload, kafka, failure);
                events += payload.messages().size();
            }
            sent++;
        }
        kafka.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("an event was not sent", failed);
        }
        return new Sent(sent, events);
    }

    private void sendUntilFailure(OutboxPayload.Events payload, Producer<byte[], byte[]> kafka,
            AtomicReference<@Nullable Exception> failure) {
        List<Header> headers = headers(payload.traceParent());
        Callback noteFailure = (sent, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        };
        for (EventMessage message : payload.messages()) {
            if (failure.get() != null) {
                return;
            }
            var _ = kafka.send(new ProducerRecord<>(topic, null, message.key(), message.value(), headers), noteFailure);
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
