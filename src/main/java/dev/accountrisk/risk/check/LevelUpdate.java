package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Json;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The risk update that adds 0, so that the level of a risk is computed anew. */
final class LevelUpdate {
    private static final int UPDATE_BYTES = 256;

    private LevelUpdate() {}

    /** Encodes the update. */
    static byte[] encode(String accountUuid, String eventId, long occurredAtMillis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(UPDATE_BYTES);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("eventId", eventId);
            json.writeStringProperty("accountUuid", accountUuid);
            json.writeStringProperty("type", RiskUpdate.Type.ADD.name());
            json.writeNumberProperty("risk", 0);
            json.writeNumberProperty("occurredAt", occurredAtMillis);
            json.writeStringProperty("source", "reconcile");
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
