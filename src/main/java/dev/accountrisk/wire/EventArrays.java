package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Events as the version before wrote them: a JSON array with one short array an event, and perhaps the trace before them. Rows of
 * this form may still wait in the outbox after an upgrade. Their events have no place in a history: the row makes their ids.
 */
public final class EventArrays {
    private static final String NO_PLACE = "";

    private EventArrays() {}

    /** Reads events. Anything else is damage, and thrown as such. */
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

    /** The trace that the events belong to, or null. */
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
            case COMMAND_REFUSED ->
                new CommandRefused(accountUuid, NO_PLACE, string(json), CommandType.valueOf(string(json)),
                        Refusal.valueOf(string(json)), timeMillis);
            case RISK_LEVEL_CHANGED ->
                new RiskLevelChanged(accountUuid, NO_PLACE, number(json), RiskLevel.valueOf(string(json)),
                        RiskLevel.valueOf(string(json)), timeMillis);
            case BALANCE_CHANGED -> new BalanceChanged(accountUuid, NO_PLACE, string(json), amount(json), amount(json),
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
            return new CommandApplied(accountUuid, NO_PLACE, commandId, commandType, null, null, null, timeMillis);
        }
        require(json.currentToken() == JsonToken.VALUE_STRING);
        return new CommandApplied(accountUuid, NO_PLACE, commandId, commandType, json.getString(), amount(json),
                amount(json),
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
