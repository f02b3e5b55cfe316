package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.Amounts;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The form in which events leave: CloudEvents 1.0, structured, JSON. */
public final class CloudEvents {
    /** The content type of a structured event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final int EVENT_BYTES = 384;
    /** Times of the years 0 to 9999 have a spelling in RFC 3339, others have none. */
    private static final long SPELT_FROM_MILLIS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long SPELT_TO_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private CloudEvents() {}

    /** Encodes one event under an id that is the same however often it is sent. */
    public static byte[] encode(String source, String id, AccountEvent event) {
        return encode(source, id, event, null);
    }

    /**
     * Encodes one event.
     *
     * @param traceParent the trace it belongs to: CloudEvents' extension for distributed tracing
     */
    public static byte[] encode(String source, String id, AccountEvent event, @Nullable String traceParent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(EVENT_BYTES);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("specversion", "1.0");
            json.writeStringProperty("id", id);
            json.writeStringProperty("source", source);
            json.writeStringProperty("type", EventType.of(event).spelling());
            json.writeStringProperty("subject", event.accountUuid());
            if (event.timeMillis() >= SPELT_FROM_MILLIS && event.timeMillis() <= SPELT_TO_MILLIS) {
                json.writeStringProperty("time", Instant.ofEpochMilli(event.timeMillis()).toString());
            }
            if (traceParent != null) {
                json.writeStringProperty("traceparent", traceParent);
            }
            json.writeStringProperty("datacontenttype", "application/json");
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("accountUuid", event.accountUuid());
            writeData(event, json);
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeData(AccountEvent event, JsonGenerator json) {
        switch (event) {
            case CommandApplied applied -> {
                json.writeStringProperty("commandId", applied.commandId());
                json.writeStringProperty("commandType", applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    writeBalance(applied.asset(), applied.balance(), applied.frozen(), json);
                }
            }
            case CommandRefused refused -> {
                json.writeStringProperty("commandId", refused.commandId());
                json.writeStringProperty("commandType", refused.commandType().name());
                json.writeStringProperty("reason", refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.writeNumberProperty("risk", changed.risk());
                json.writeStringProperty("oldLevel", changed.oldLevel().name());
                json.writeStringProperty("newLevel", changed.newLevel().name());
            }
            case BalanceChanged changed -> writeBalance(changed.asset(), changed.balance(), changed.frozen(), json);
        }
    }

    private static void writeBalance(String asset, BigDecimal balance, BigDecimal frozen, JsonGenerator json) {
        json.writeStringProperty("asset", asset);
        json.writeStringProperty("balance", Amounts.text(balance));
        json.writeStringProperty("frozen", Amounts.text(frozen));
    }
}
