package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.Amounts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Encodes events as CloudEvents 1.0 in structured JSON. */
public final class CloudEvents {
    /** The content type of a structured event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final String BEFORE_ID = "{\"specversion\":\"1.0\",\"id\":\"";

    private final String afterId;

    /** Makes an encoder for the events of one source. */
    public CloudEvents(String source) {
        this.afterId = new JsonText().raw("\",\"source\":").string(source).raw(",\"type\":").toString();
    }

    /**
     * Appends one event.
     *
     * @param traceParent the trace it belongs to: CloudEvents' extension for distributed tracing
     */
    public void append(AccountEvent event, @Nullable String traceParent, StringBuilder text) {
        text.append(BEFORE_ID);
        EventId.append(event, text);
        appendAfterId(event, traceParent, text);
    }

    /**
     * Appends one event under an id of the caller's, which has nothing to escape.
     *
     * @param traceParent the trace it belongs to
     */
    public void append(String id, AccountEvent event, @Nullable String traceParent, StringBuilder text) {
        text.append(BEFORE_ID).append(id);
        appendAfterId(event, traceParent, text);
    }

    private void appendAfterId(AccountEvent event, @Nullable String traceParent, StringBuilder text) {
        JsonText json = new JsonText(text);
        json.raw(afterId).plain(EventType.of(event).spelling()).raw(",\"subject\":").plain(event.accountUuid());
        if (Rfc3339.canSpell(event.timeMillis())) {
            json.raw(",\"time\":").time(event.timeMillis());
        }
        if (traceParent != null) {
            json.raw(",\"traceparent\":").string(traceParent);
        }
        json.raw(",\"datacontenttype\":\"application/json\",\"data\":");
        writeData(event, json);
        json.raw("}");
    }

    private static void writeData(AccountEvent event, JsonText json) {
        json.raw("{\"accountUuid\":").plain(event.accountUuid());
        switch (event) {
            case CommandApplied applied -> {
                json.raw(",\"commandId\":").plain(applied.commandId());
                json.raw(",\"commandType\":").plain(applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    writeBalance(applied.asset(), applied.balance(), applied.frozen(), json);
                }
            }
            case CommandRefused refused -> {
                json.raw(",\"commandId\":").plain(refused.commandId());
                json.raw(",\"commandType\":").plain(refused.commandType().name());
                json.raw(",\"reason\":").plain(refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.raw(",\"risk\":").number(changed.risk());
                json.raw(",\"oldLevel\":").plain(changed.oldLevel().name());
                json.raw(",\"newLevel\":").plain(changed.newLevel().name());
            }
            case BalanceChanged changed -> writeBalance(changed.asset(), changed.balance(), changed.frozen(), json);
        }
        json.raw("}");
    }

    private static void writeBalance(String asset, BigDecimal balance, BigDecimal frozen, JsonText json) {
        json.raw(",\"asset\":").plain(asset);
        json.raw(",\"balance\":").plain(Amounts.text(balance));
        json.raw(",\"frozen\":").plain(Amounts.text(frozen));
    }
}
