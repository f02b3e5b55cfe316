package dev.accountrisk.risk;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.FieldKind;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The fields of a risk update. */
final class RiskUpdateFields extends EntryFields<RiskUpdate> {
    private static final int EVENT_ID = 0;
    private static final int ACCOUNT_UUID = 1;
    private static final int TYPE = 2;
    private static final int RISK = 3;
    private static final int OCCURRED_AT = 4;
    private static final int SEQUENCE = 5;
    private static final int SOURCE = 6;
    static final List<ContractField> CONTRACT = List.of(ContractField.required("eventId", FieldKind.ID),
            ContractField.required("accountUuid", FieldKind.ID),
            new ContractField("type", FieldKind.TYPE, false, List.of("SET", "ADD")),
            ContractField.required("risk", FieldKind.DECIMAL),
            ContractField.required("occurredAt", FieldKind.TIME),
            ContractField.optional("sequence", FieldKind.INTEGER),
            ContractField.optional("source", FieldKind.TEXT));
    static final String[] NAMES = CONTRACT.stream().map(ContractField::name).toArray(String[]::new);
    static final PropertyNameMatcher MATCHER = Json.matcher(NAMES);

    private static final double RISK_MAX = 1e6;
    private static final int RISK_MAX_POWER = 6;

    private @Nullable String eventId;
    private @Nullable String accountUuid;
    private @Nullable String type;
    private boolean hasRisk;
    private double risk;
    private boolean hasOccurredAt;
    private long occurredAtMillis;
    private boolean hasSequence;
    private long sequence = RiskUpdate.NO_SEQUENCE;

    private final RiskOrder order;
    private final long maxClockSkewMillis;

    /** @param names what details call the fields, by their numbers */
    RiskUpdateFields(String[] names, RiskOrder order, long maxClockSkewMillis) {
        super(names);
        this.order = order;
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    @Override
    public void take(int field, JsonToken token, JsonParser parser) {
        switch (field) {
            case EVENT_ID -> eventId = id(field, token, parser);
            case ACCOUNT_UUID -> accountUuid = id(field, token, parser);
            case TYPE -> type = text(field, token, parser);
            case RISK -> {
                hasRisk = true;
                risk = risk(token, parser);
            }
            case OCCURRED_AT -> {
                hasOccurredAt = true;
                occurredAtMillis = timeMillis(field, token, parser);
            }
            case SEQUENCE -> {
                hasSequence = true;
                sequence = sequence(token, parser);
            }
            case SOURCE -> {
                // the source is for people to read; it decides nothing
            }
            default -> throw new IllegalStateException("No field has the number " + field);
        }
    }

    private double risk(JsonToken token, JsonParser parser) {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            refuse(ParkReason.WRONG_TYPE, RISK, "must be a number");
            return 0;
        }
        char[] text = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        double value = Numbers.nearestDouble(text, offset, length);
        // a number just outside a bound may have the bound as its nearest double
        boolean isBelow = value <= 0 && Numbers.isNegative(text, offset, length);
        boolean isAbove = value >= RISK_MAX && Numbers.exceedsPowerOfTen(text, offset, length, RISK_MAX_POWER);
        if (isBelow || isAbove) {
            refuse(ParkReason.OUT_OF_RANGE, RISK, "must be from 0 to 1000000");
        }
        // turns -0 into 0
        return value + 0.0;
    }

    private long sequence(JsonToken token, JsonParser parser) {
        long value = integer(SEQUENCE, token, parser);
        if (value < 0) {
            refuse(ParkReason.OUT_OF_RANGE, SEQUENCE, "must not be negative");
        }
        return value;
    }

    @Override
    public Decoded<RiskUpdate> decoded(byte @Nullable [] key, long recordTimestampMillis) {
        RiskUpdate.Type updateType = type == null || type.equals("SET")
                ? RiskUpdate.Type.SET
                : type.equals("ADD") ? RiskUpdate.Type.ADD : null;
        require(eventId != null, EVENT_ID);
        require(accountUuid != null, ACCOUNT_UUID);
        require(hasRisk, RISK);
        require(hasOccurredAt, OCCURRED_AT);
        require(hasSequence || order != RiskOrder.SEQUENCE || updateType != RiskUpdate.Type.SET, SEQUENCE);
        if (updateType == null) {
            refuse(ParkReason.UNKNOWN_TYPE, TYPE, "is neither SET nor ADD");
        }
        if (accountUuid != null) {
            checkKey(key, accountUuid, ACCOUNT_UUID);
        }
        checkNotFromTheFuture(occurredAtMillis, recordTimestampMillis, maxClockSkewMillis, OCCURRED_AT);
        if (!isValid() || eventId == null || accountUuid == null || updateType == null) {
            return invalid();
        }
        return new Decoded.Valid<>(
                new RiskUpdate(eventId, accountUuid, updateType, risk, occurredAtMillis, sequence));
    }
}
