package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.Amounts;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
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
 * The form in which events wait in the database until they leave: a JSON array with one short array an event, which an
 * operator can read, {@code [["CommandApplied","8",1763776800123,"test_17","FREEZE","COIN","1000","616"]]}.
 */
public final class EventBatch {
    private static final int EVENT_BYTES = 96;

    private EventBatch() {}

    /** Packs events, in order. */
    public static byte[] pack(List<? extends AccountEvent> events) {
        return pack(events, null);
    }

    /**
     * Packs events, in order.
     *
     * @param traceParent the trace they belong to, as W3C's header says it; it comes first, as a text
     */
    public static byte[] pack(List<? extends AccountEvent> events, @Nullable String traceParent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * EVENT_BYTES);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            if (traceParent != null) {
                json.writeString(traceParent);
            }
            for (AccountEvent event : events) {
                write(event, json);
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void write(AccountEvent event, JsonGenerator json) {
        json.writeStartArray();
        json.writeString(EventType.of(event).spelling());
        json.writeString(event.accountUuid());
        json.writeNumber(event.timeMillis());
        switch (event) {
            case CommandApplied applied -> {
                json.writeString(applied.commandId());
                json.writeString(applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    json.writeString(applied.asset());
                    json.writeString(Amounts.text(applied.balance()));
                    json.writeString(Amounts.text(applied.frozen()));
                }
            }
            case CommandRefused refused -> {
                json.writeString(refused.commandId());
                json.writeString(refused.commandType().name());
                json.writeString(refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.writeNumber(changed.risk());
                json.writeString(changed.oldLevel().name());
                json.writeString(changed.newLevel().name());
            }
            case BalanceChanged changed -> {
                json.writeString(changed.asset());
                json.writeString(Amounts.text(changed.balance()));
                json.writeString(Amounts.text(changed.frozen()));
            }
        }
        json.writeEndArray();
    }

    /** Unpacks what {@link #pack} packed; anything else is damage, and thrown as such. */
    public static List<AccountEvent> unpack(byte[] packed) {
        List<AccountEvent> events = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), packed, 0, packed.length)) {
            require(json.nextToken() == JsonToken.START_ARRAY);
            JsonToken next = json.nextToken();
            if (next == JsonToken.VALUE_STRING) {
                next = json.nextToken();
            }
            for (; next == JsonToken.START_ARRAY; next = json.nextToken()) {
                events.add(read(json));
            }
            require(json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null);
            return events;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("A batch of events is damaged", e);
        }
    }

    /** The trace that packed events belong to, or null. */
    public static @Nullable String traceParent(byte[] packed) {
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), packed, 0, packed.length)) {
            require(json.nextToken() == JsonToken.START_ARRAY);
            return json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : null;
        } catch (JacksonException damage) {
            throw new IllegalArgumentException("A batch of events is damaged", damage);
        }
    }

    private static AccountEvent read(JsonParser json) {
        EventType type = EventType.spelt(string(json));
        String accountUuid = string(json);
        require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        long timeMillis = json.getLongValue();
        AccountEvent event = switch (type) {
            case COMMAND_APPLIED -> readApplied(json, accountUuid, timeMillis);
            case COMMAND_REFUSED -> new CommandRefused(accountUuid, string(json), CommandType.valueOf(string(json)),
                    Refusal.valueOf(string(json)), timeMillis);
            case RISK_LEVEL_CHANGED -> new RiskLevelChanged(accountUuid, number(json), RiskLevel.valueOf(string(json)),
                    RiskLevel.valueOf(string(json)), timeMillis);
            case BALANCE_CHANGED -> new BalanceChanged(accountUuid, string(json), amount(json), amount(json),
                    timeMillis);
            case null -> throw notAsPacked();
        };
        require(json.currentToken() == JsonToken.END_ARRAY || json.nextToken() == JsonToken.END_ARRAY);
        return event;
    }

    private static AccountEvent readApplied(JsonParser json, String accountUuid, long timeMillis) {
        String commandId = string(json);
        CommandType commandType = CommandType.valueOf(string(json));
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return new CommandApplied(accountUuid, commandId, commandType, null, null, null, timeMillis);
        }
        require(json.currentToken() == JsonToken.VALUE_STRING);
        return new CommandApplied(accountUuid, commandId, commandType, json.getString(), amount(json), amount(json),
                timeMillis);
    }

    private static String string(JsonParser json) {
        String value = json.nextStringValue();
        if (value == null) {
            throw notAsPacked();
        }
        return value;
    }

    private static BigDecimal amount(JsonParser json) {
        return new BigDecimal(string(json));
    }

    private static double number(JsonParser json) {
        require(json.nextToken().isNumeric());
        return json.getDoubleValue();
    }

    private static void require(boolean asPacked) {
        if (!asPacked) {
            throw notAsPacked();
        }
    }

    private static IllegalArgumentException notAsPacked() {
        return new IllegalArgumentException("Not what was packed");
    }
}
