package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final CloudEvents cloudEvents;

    EventSender(Producer<byte[], byte[]> producer, RelaySettings settings) {
        this.producer = producer;
        this.topic = settings.eventTopic();
        this.cloudEvents = new CloudEvents(settings.eventSource());
    }

    /**
     * Sends the events of all rows and waits until the broker has acknowledged them.
     *
     * @return how many they were
     * @throws KafkaException if one of them failed
     */
    long send(List<OutboxRow> rows) {
        // one for all events, since a future each would fill the heap: only the first failure counts
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long events = 0;
        for (OutboxRow row : rows) {
            if (PayloadJson.unpack(row) instanceof OutboxPayload.Events payload) {
                sendUntilFailure(row, payload, failure);
                events += payload.events().size();
            }
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("an event was not sent", failed);
        }
        return events;
    }

    private void sendUntilFailure(OutboxRow row, OutboxPayload.Events payload,
            AtomicReference<@Nullable Exception> failure) {
        List<Header> headers = headers(payload.traceParent());
        int number = 0;
        for (AccountEvent event : payload.events()) {
            if (failure.get() != null) {
                return;
            }
            byte[] encoded = cloudEvents.encode(id(row, number++, event), event, payload.traceParent());
            var _ = producer.send(new ProducerRecord<>(topic, null,
                    event.accountUuid().getBytes(StandardCharsets.US_ASCII), encoded, headers), (sent, failed) -> {
                        if (failed != null) {
                            failure.compareAndSet(null, failed);
                        }
                    });
        }
    }

    /** A row of the version before may be half sent already: its events keep the ids that version gave them. */
    private String id(OutboxRow row, int number, AccountEvent event) {
        return event.place().isEmpty() ? row.batchId() + "-" + number : cloudEvents.idOf(event);
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
