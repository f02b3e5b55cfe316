package dev.accountrisk.commands.expiry;

import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.wire.Json;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The command with which the workers let a hold expire. Every worker sends the same bytes. */
public final class ExpireCommand {
    private static final int COMMAND_BYTES = 256;

    private ExpireCommand() {}

    /** Encodes the command. */
    public static byte[] encode(String accountUuid, String holdId, long expiresAtMillis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(COMMAND_BYTES);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("commandId", ExpiryIds.of(holdId));
            json.writeStringProperty("accountUuid", accountUuid);
            json.writeStringProperty("type", CommandType.EXPIRE.name());
            json.writeStringProperty("holdId", holdId);
            json.writeNumberProperty("occurredAt", expiresAtMillis);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
