package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.EventJson;
import dev.accountrisk.wire.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * The payload of an outbox row: a JSON object that begins with its version, {@code {"version":1,"events":[...]}} or {@code
 * {"version":1,"topic":"t","topicId":"...","partition":0,"offsets":[7,8]}}. A row of the version before is no object: {@link
 * EarlierPayload} reads it.
 */
final class PayloadJson {
    private static final int VERSION = 1;

    private PayloadJson() {}

    /** Packs events into payloads that are filled up to a size, in order. */
    static List<byte[]> packEvents(@Nullable String traceParent, List<AccountEvent> events, int bytesMax) {
        List<byte[]> payloads = new ArrayList<>();
        int next = 0;
        while (next < events.size()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = begin(bytes)) {
                if (traceParent != null) {
                    json.writeStringProperty("traceparent", traceParent);
                }
                json.writeArrayPropertyStart("events");
                do {
                    EventJson.write(events.get(next++), json);
                    json.flush();
                } while (next < events.size() && bytes.size() < bytesMax);
                json.writeEndArray();
                json.writeEndObject();
            }
            payloads.add(bytes.toByteArray());
        }
        return payloads;
    }

    static byte[] pack(OutboxPayload.Parked parked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = begin(bytes)) {
            json.writeStringProperty("topic", parked.topic());
            json.writeStringProperty("topicId", parked.topicId());
            json.writeNumberProperty("partition", parked.partition());
            json.writeArrayPropertyStart("offsets");
            parked.offsets().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static JsonGenerator begin(ByteArrayOutputStream bytes) {
        JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
        json.writeStartObject();
        json.writeNumberProperty("version", VERSION);
        return json;
    }

    /**
     * Reads a payload of this version or the one before.
     *
     * @throws IllegalArgumentException if it is damaged, or of a version after this one
     */
    static OutboxPayload unpack(OutboxRow row) {
        try {
            return EarlierPayload.isOne(row) ? EarlierPayload.unpack(row) : unpackObject(row);
        } catch (JacksonException | IllegalArgumentException failure) {
            throw new IllegalArgumentException("row " + row.id() + " of the outbox cannot be read: it is damaged, or a"
                    + " newer version of the worker wrote it and must relay it", failure);
        }
    }

    private static OutboxPayload unpackObject(OutboxRow row) {
        Read read = new Read();
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), row.payload(), 0,
                row.payload().length)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                read.take(name, json);
            }
            require(json.nextToken() == null);
        }
        require(read.version == VERSION);
        return switch (row.kind()) {
            case EVENTS -> new OutboxPayload.Events(read.traceParent, read.events);
            case PARKED -> read.parked();
        };
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException("unexpected content");
        }
    }

    /** The fields while they are read. */
    private static final class Read {
        private long version;
        private @Nullable String traceParent;
        private @Nullable String topic;
        private @Nullable String topicId;
        private int partition;
        private final List<AccountEvent> events = new ArrayList<>();
        private final List<Long> offsets = new ArrayList<>();

        void take(String name, JsonParser json) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "version" -> version = json.getLongValue();
                case "traceparent" -> traceParent = json.getString();
                case "topic" -> topic = json.getString();
                case "topicId" -> topicId = json.getString();
                case "partition" -> partition = json.getIntValue();
                case "events" -> {
                    require(token == JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        events.add(EventJson.read(json));
                    }
                    require(json.currentToken() == JsonToken.END_ARRAY);
                }
                case "offsets" -> {
                    require(token == JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                        offsets.add(json.getLongValue());
                    }
                    require(json.currentToken() == JsonToken.END_ARRAY);
                }
                default -> json.skipChildren();
            }
        }

        OutboxPayload.Parked parked() {
            if (topic == null || topicId == null) {
                throw new IllegalArgumentException("the source of parked records is missing");
            }
            return new OutboxPayload.Parked(topic, topicId, partition, offsets);
        }
    }
}
