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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An event as it waits in the database: a JSON object with named fields, all of them text but for time and risk. */
public final class EventJson {
    private static final String TYPE = "type";
    private static final String ACCOUNT = "account";
    private static final String PLACE = "place";
    private static final String TIME = "time";
    private static final String COMMAND_ID = "commandId";
    private static final String COMMAND_TYPE = "commandType";
    private static final String REASON = "reason";
    private static final String RISK = "risk";
    private static final String OLD_LEVEL = "oldLevel";
    private static final String NEW_LEVEL = "newLevel";
    private static final String ASSET = "asset";
    private static final String BALANCE = "balance";
    private static final String FROZEN = "frozen";

    private EventJson() {}

    /** Writes an event as the next value. */
    public static void write(AccountEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(TYPE, EventType.of(event).spelling());
        json.writeStringProperty(ACCOUNT, event.accountUuid());
        json.writeStringProperty(PLACE, event.place());
        json.writeNumberProperty(TIME, event.timeMillis());
        switch (event) {
            case CommandApplied applied -> {
                json.writeStringProperty(COMMAND_ID, applied.commandId());
                json.writeStringProperty(COMMAND_TYPE, applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    writeBalance(applied.asset(), applied.balance(), applied.frozen(), json);
                }
            }
            case CommandRefused refused -> {
                json.writeStringProperty(COMMAND_ID, refused.commandId());
                json.writeStringProperty(COMMAND_TYPE, refused.commandType().name());
                json.writeStringProperty(REASON, refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.writeNumberProperty(RISK, changed.risk());
                json.writeStringProperty(OLD_LEVEL, changed.oldLevel().name());
                json.writeStringProperty(NEW_LEVEL, changed.newLevel().name());
            }
            case BalanceChanged changed -> writeBalance(changed.asset(), changed.balance(), changed.frozen(), json);
        }
        json.writeEndObject();
    }

    private static void writeBalance(String asset, BigDecimal balance, BigDecimal frozen, JsonGenerator json) {
        json.writeStringProperty(ASSET, asset);
        json.writeStringProperty(BALANCE, Amounts.text(balance));
        json.writeStringProperty(FROZEN, Amounts.text(frozen));
    }

    /**
     * Reads the object that the parser is at. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException if it is no event
     */
    public static AccountEvent read(JsonParser json) {
        Read fields = new Read();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken token = json.nextToken();
            if (token.isScalarValue()) {
                fields.values.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return fields.event();
    }

    /** The fields of an event while it is read. */
    private static final class Read {
        final Map<String, String> values = new HashMap<>();

        AccountEvent event() {
            EventType type = EventType.spelt(value(TYPE));
            String account = value(ACCOUNT);
            String place = value(PLACE);
            long timeMillis = Long.parseLong(value(TIME));
            return switch (type) {
                case COMMAND_APPLIED -> new CommandApplied(account, place, value(COMMAND_ID), commandType(),
                        values.get(ASSET), amountIfAny(BALANCE), amountIfAny(FROZEN), timeMillis);
                case COMMAND_REFUSED -> new CommandRefused(account, place, value(COMMAND_ID), commandType(),
                        Refusal.valueOf(value(REASON)), timeMillis);
                case RISK_LEVEL_CHANGED -> new RiskLevelChanged(account, place, Double.parseDouble(value(RISK)),
                        RiskLevel.valueOf(value(OLD_LEVEL)), RiskLevel.valueOf(value(NEW_LEVEL)), timeMillis);
                case BALANCE_CHANGED -> new BalanceChanged(account, place, value(ASSET),
                        new BigDecimal(value(BALANCE)), new BigDecimal(value(FROZEN)), timeMillis);
                case null -> throw new IllegalArgumentException("no type of event has this name");
            };
        }

        private CommandType commandType() {
            return CommandType.valueOf(value(COMMAND_TYPE));
        }

        private @Nullable BigDecimal amountIfAny(String name) {
            String value = values.get(name);
            return value == null ? null : new BigDecimal(value);
        }

        private String value(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("an event lacks " + name);
            }
            return value;
        }
    }
}
