package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.CloudEvents;
import dev.accountrisk.wire.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * The payload of an outbox row. It begins with a JSON object that names its version. Parked records are that object alone: {@code
 * {"version":1,"topic":"t","topicId":"...","partition":0,"bytes":300,"offsets":[7,8]}}. For events it is {@code {"version":1,"lines":4711}}, a line
 * break, and the {@link EventLines}, which were 4,711 bytes before LZ4 compressed them. {@link
 * EarlierPayload} reads a row of the version before, which does not begin with such an object.
 */
final class PayloadJson {
    private static final int VERSION = 1;

    private PayloadJson() {}

    /** Packs events into payloads, in order, and fills each up to a size. */
    static List<byte[]> packEvents(@Nullable String traceParent, List<AccountEvent> events, int bytesMax) {
        CloudEvents encoder = new CloudEvents(Outbox.EVENT_SOURCE);
        Iterator<AccountEvent> rest = events.iterator();
        List<byte[]> payloads = new ArrayList<>();
        while (rest.hasNext()) {
            byte[] lines = EventLines.encode(rest, traceParent, encoder, bytesMax);
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            try (JsonGenerator json = begin(payload)) {
                json.writeNumberProperty("lines", lines.length);
                if (traceParent != null) {
                    json.writeStringProperty("traceparent", traceParent);
                }
                json.writeEndObject();
            }
            payload.write(EventLines.LINE_END);
            payload.writeBytes(Lz4.compress(lines));
            payloads.add(payload.toByteArray());
        }
        return payloads;
    }

    static byte[] pack(OutboxPayload.Parked parked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = begin(bytes)) {
            json.writeStringProperty("topic", parked.topic());
            json.writeStringProperty("topicId", parked.topicId());
            json.writeNumberProperty("partition", parked.partition());
            json.writeNumberProperty("bytes", parked.bytes());
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
        byte[] payload = row.payload();
        int headerEnd = EventLines.indexOf(EventLines.LINE_END, payload, 0);
        Header header = new Header();
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), payload, 0, headerEnd)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                header.take(name, json);
            }
            require(json.nextToken() == null);
        }
        require(header.version == VERSION);
        return switch (row.kind()) {
            case EVENTS -> new OutboxPayload.Events(header.traceParent,
                    EventLines.read(Lz4.decompress(payload, headerEnd + 1, header.lines)));
            case PARKED -> header.parked();
        };
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException("unexpected content");
        }
    }

    /** The fields of the object while they are read. */
    private static final class Header {
        private long version;
        private @Nullable String traceParent;
        private @Nullable String topic;
        private @Nullable String topicId;
        private int partition;
        private int lines;
        private long bytes = OutboxPayload.Parked.UNKNOWN_BYTES;
        private final List<Long> offsets = new ArrayList<>();

        void take(String name, JsonParser json) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "version" -> version = json.getLongValue();
                case "traceparent" -> traceParent = json.getString();
                case "topic" -> topic = json.getString();
                case "topicId" -> topicId = json.getString();
                case "lines" -> lines = json.getIntValue();
                case "partition" -> partition = json.getIntValue();
                case "bytes" -> bytes = json.getLongValue();
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
            return new OutboxPayload.Parked(topic, topicId, partition, offsets, bytes);
        }
    }
}
