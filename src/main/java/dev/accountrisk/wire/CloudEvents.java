package dev.accountrisk.wire;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.Amounts;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Encodes events as CloudEvents 1.0 in structured JSON. Belongs to one thread. */
public final class CloudEvents {
    /** The content type of a structured event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final int ID_BYTES = 16;

    private final String afterId;
    private final JsonText json = new JsonText();
    private final MessageDigest sha256 = sha256();

    /** Makes an encoder for the events of one source. */
    public CloudEvents(String source) {
        this.afterId = new JsonText().raw(",\"source\":").string(source).raw(",\"type\":").toString();
    }

    /**
     * The id of an event: the first 16 bytes of SHA-256 over its type, its place in the account's history and its data, in
     * hexadecimal digits. The account is part of the data.
     */
    public String idOf(AccountEvent event) {
        json.clear();
        json.raw(EventType.of(event).spelling()).raw("\n").raw(event.place()).raw("\n");
        writeData(event);
        return HexFormat.of().formatHex(sha256.digest(json.bytes()), 0, ID_BYTES);
    }

    /**
     * Encodes one event.
     *
     * @param id          the same however often the event is sent
     * @param traceParent the trace it belongs to: CloudEvents' extension for distributed tracing
     */
    public byte[] encode(String id, AccountEvent event, @Nullable String traceParent) {
        json.clear();
        json.raw("{\"specversion\":\"1.0\",\"id\":").string(id).raw(afterId).string(EventType.of(event).spelling());
        json.raw(",\"subject\":").string(event.accountUuid());
        if (Rfc3339.canSpell(event.timeMillis())) {
            json.raw(",\"time\":").time(event.timeMillis());
        }
        if (traceParent != null) {
            json.raw(",\"traceparent\":").string(traceParent);
        }
        json.raw(",\"datacontenttype\":\"application/json\",\"data\":");
        writeData(event);
        return json.raw("}").bytes();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void writeData(AccountEvent event) {
        json.raw("{\"accountUuid\":").string(event.accountUuid());
        switch (event) {
            case CommandApplied applied -> {
                json.raw(",\"commandId\":").string(applied.commandId());
                json.raw(",\"commandType\":").string(applied.commandType().name());
                if (applied.asset() != null && applied.balance() != null && applied.frozen() != null) {
                    writeBalance(applied.asset(), applied.balance(), applied.frozen());
                }
            }
            case CommandRefused refused -> {
                json.raw(",\"commandId\":").string(refused.commandId());
                json.raw(",\"commandType\":").string(refused.commandType().name());
                json.raw(",\"reason\":").string(refused.reason().name());
            }
            case RiskLevelChanged changed -> {
                json.raw(",\"risk\":").number(changed.risk());
                json.raw(",\"oldLevel\":").string(changed.oldLevel().name());
                json.raw(",\"newLevel\":").string(changed.newLevel().name());
            }
            case BalanceChanged changed -> writeBalance(changed.asset(), changed.balance(), changed.frozen());
        }
        json.raw("}");
    }

    private void writeBalance(String asset, BigDecimal balance, BigDecimal frozen) {
        json.raw(",\"asset\":").string(asset);
        json.raw(",\"balance\":").string(Amounts.text(balance));
        json.raw(",\"frozen\":").string(Amounts.text(frozen));
    }
}
