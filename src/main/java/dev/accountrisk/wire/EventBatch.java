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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The form in which events wait in the outbox: a JSON array with one short array per event, which an operator can
 * read, {@code [["CommandApplied","8",1763776800123,"test_17","FREEZE","COIN","1000","616"]]}.
 */
public final class EventBatch {
    private EventBatch() {}

    /** Packs events, in order. */
    public static byte[] pack(List<? extends AccountEvent> events) {
        return pack(events, null);
    }

    /**
     * Packs events, in order.
     *
     * @param traceParent the trace that they belong to, as the W3C header has it; it comes first, as a text
     */
    public static byte[] pack(List<? extends AccountEvent> events, @Nullable String traceParent) {
        JsonText json = new JsonText().raw("[");
        if (traceParent != null) {
            json.string(traceParent);
        }
        String before = traceParent == null ? "[" : ",[";
        for (AccountEvent event : events) {
            json.raw(before).string(EventType.of(event).spelling());
            json.raw(",").string(event.accountUuid()).raw(",").number(event.timeMillis());
            write(event, json);
            before = "],[";
        }
        return json.raw(events.isEmpty() ? "]" : "]]").bytes();
    }

    private static void write(AccountEvent event, JsonText json) {
        switch (event) {
            case CommandApplied applied -> {
                json.raw(",").string(applied.commandId());
                json.raw(",").string(applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    writeBalance(applied.asset(), applied.balance(), applied.frozen(), json);
                }
            }
            case CommandRefused refused -> {
                json.raw(",").string(refused.commandId());
                json.raw(",").string(refused.commandType().name());
                json.raw(",").string(refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.raw(",").number(changed.risk());
                json.raw(",").string(changed.oldLevel().name());
                json.raw(",").string(changed.newLevel().name());
            }
            case BalanceChanged changed -> writeBalance(changed.asset(), changed.balance(), changed.frozen(), json);
        }
    }

    private static void writeBalance(String asset, BigDecimal balance, BigDecimal frozen, JsonText json) {
        json.raw(",").string(asset);
        json.raw(",").string(Amounts.text(balance));
        json.raw(",").string(Amounts.text(frozen));
    }

    /** Unpacks what {@link #pack} packed. Throws for anything else, because the row is damaged then. */
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
