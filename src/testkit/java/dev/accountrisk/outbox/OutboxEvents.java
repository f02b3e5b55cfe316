package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an outbox row says, read as another system would read the events, for tests that read the table. */
public final class OutboxEvents {
    private static final String NO_PLACE = "";

    private OutboxEvents() {}

    /** An event under its id. Its place in the account's history is not sent. */
    public record Sent(String id, AccountEvent event) {}

    /** The events of a row of the kind {@code EVENTS}. */
    public static List<Sent> of(byte[] payload) {
        OutboxRow row = new OutboxRow(0, "of a test", OutboxRow.Kind.EVENTS, payload);
        return ((OutboxPayload.Events) PayloadJson.unpack(row)).messages()
                .stream()
                .map(message -> read(JsonMapper.shared().readTree(message.value())))
                .toList();
    }

    private static Sent read(JsonNode event) {
        return new Sent(event.get("id").stringValue(), event(event.get("type").stringValue(), event.get("data"),
                event.has("time") ? Instant.parse(event.get("time").stringValue()).toEpochMilli() : 0));
    }

    private static AccountEvent event(String type, JsonNode data, long timeMillis) {
        String account = text(data, "accountUuid");
        return switch (type) {
            case "CommandApplied" -> data.has("asset")
                    ? new AccountEvent.CommandApplied(account, NO_PLACE, text(data, "commandId"), commandType(data),
                            text(data, "asset"), amount(data, "balance"), amount(data, "frozen"), timeMillis)
                    : new AccountEvent.CommandApplied(account, NO_PLACE, text(data, "commandId"), commandType(data),
                            null, null, null, timeMillis);
            case "CommandRefused" -> new AccountEvent.CommandRefused(account, NO_PLACE, text(data, "commandId"),
                    commandType(data), Refusal.valueOf(text(data, "reason")), timeMillis);
            case "RiskLevelChanged" -> new AccountEvent.RiskLevelChanged(account, NO_PLACE,
                    data.get("risk").doubleValue(), RiskLevel.valueOf(text(data, "oldLevel")),
                    RiskLevel.valueOf(text(data, "newLevel")), timeMillis);
            case "BalanceChanged" -> new AccountEvent.BalanceChanged(account, NO_PLACE, text(data, "asset"),
                    amount(data, "balance"), amount(data, "frozen"), timeMillis);
            default -> throw new IllegalArgumentException("no type of event has the name " + type);
        };
    }

    private static String text(JsonNode data, String name) {
        return data.get(name).stringValue();
    }

    private static CommandType commandType(JsonNode data) {
        return CommandType.valueOf(text(data, "commandType"));
    }

    private static BigDecimal amount(JsonNode data, String name) {
        return new BigDecimal(text(data, name));
    }
}
