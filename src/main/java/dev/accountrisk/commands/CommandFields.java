package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.Ids;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.FieldKind;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The fields of a command. */
final class CommandFields extends EntryFields<Command> {
    private static final int COMMAND_ID = 0;
    private static final int ACCOUNT_UUID = 1;
    private static final int TYPE = 2;
    private static final int ASSET = 3;
    private static final int AMOUNT = 4;
    private static final int HOLD_ID = 5;
    private static final int EXPIRES_AT = 6;
    private static final int EXTERNAL_REF = 7;
    private static final int OCCURRED_AT = 8;
    static final List<ContractField> CONTRACT = List.of(ContractField.required("commandId", FieldKind.ID),
            ContractField.required("accountUuid", FieldKind.ID),
            new ContractField("type", FieldKind.TYPE, true,
                    Arrays.stream(CommandType.values()).map(Enum::name).toList()),
            ContractField.optional("asset", FieldKind.ID),
            ContractField.optional("amount", FieldKind.AMOUNT),
            ContractField.optional("holdId", FieldKind.ID),
            ContractField.optional("expiresAt", FieldKind.TIME),
            ContractField.optional("externalRef", FieldKind.ID),
            ContractField.optional("occurredAt", FieldKind.TIME));
    static final String[] NAMES = CONTRACT.stream().map(ContractField::name).toArray(String[]::new);
    static final PropertyNameMatcher MATCHER = Json.matcher(NAMES);

    private @Nullable String commandId;
    private @Nullable String accountUuid;
    private @Nullable String type;
    private @Nullable String asset;
    private @Nullable BigDecimal amount;
    private @Nullable String holdId;
    private @Nullable Long expiresAtMillis;
    private @Nullable String externalRef;
    private @Nullable Long occurredAtMillis;

    private final long maxClockSkewMillis;

    /** @param names what details call the fields, by their numbers */
    CommandFields(String[] names, long maxClockSkewMillis) {
        super(names);
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    @Override
    public void take(int field, JsonToken token, JsonParser parser) {
        switch (field) {
            case COMMAND_ID -> commandId = id(field, token, parser);
            case ACCOUNT_UUID -> accountUuid = id(field, token, parser);
            case TYPE -> type = text(field, token, parser);
            case ASSET -> asset = id(field, token, parser);
            case AMOUNT -> amount = amount(field, token, parser);
            case HOLD_ID -> holdId = holdId(field, token, parser);
            case EXPIRES_AT -> expiresAtMillis = timeMillis(field, token, parser);
            case EXTERNAL_REF -> externalRef = id(field, token, parser);
            case OCCURRED_AT -> occurredAtMillis = timeMillis(field, token, parser);
            default -> throw new IllegalStateException("No field has the number " + field);
        }
    }

    @Override
    public Decoded<Command> decoded(byte @Nullable [] key, long recordTimestampMillis) {
        CommandType commandType = type == null ? null : typeNamed(type);
        require(commandId != null, COMMAND_ID);
        require(accountUuid != null, ACCOUNT_UUID);
        require(type != null, TYPE);
        requireWhatItNeeds(commandType);
        require(occurredAtMillis != null || recordTimestampMillis != InputRecord.NO_TIMESTAMP, OCCURRED_AT);
        if (commandType == null) {
            refuse(ParkReason.UNKNOWN_TYPE, TYPE, "is not a command type");
        }
        if (commandId != null && ExpiryIds.isExpiryId(commandId)
                && !(commandType == CommandType.EXPIRE && holdId != null && commandId.equals(ExpiryIds.of(holdId)))) {
            refuse(ParkReason.BAD_ID, COMMAND_ID, "ids that begin with expire: belong to the EXPIRE of that hold");
        }
        if (accountUuid != null) {
            checkKey(key, accountUuid, ACCOUNT_UUID);
        }
        long timeMillis = occurredAtMillis == null ? recordTimestampMillis : occurredAtMillis;
        checkNotFromTheFuture(timeMillis, recordTimestampMillis, maxClockSkewMillis, OCCURRED_AT);
        if (!isValid() || commandId == null || accountUuid == null || commandType == null) {
            return invalidUnderItsId();
        }
        return new Decoded.Valid<>(Command.of(commandId, accountUuid, commandType, asset, amount, holdId,
                expiresAtMillis, externalRef, timeMillis));
    }

    /** A record under one of the workers' ids is parked with it: it holds nothing back. */
    private Decoded<Command> invalidUnderItsId() {
        Decoded<Command> invalid = invalid();
        return invalid instanceof Decoded.Invalid<Command>(ParkReason reason, String detail, var _)
                && reason != ParkReason.DUPLICATE_FIELD && commandId != null && ExpiryIds.isExpiryId(commandId)
                && Ids.isValid(commandId)
                        ? new Decoded.Invalid<>(reason, detail, commandId)
                        : invalid;
    }

    private void requireWhatItNeeds(@Nullable CommandType commandType) {
        switch (commandType) {
            case OPEN -> require(externalRef != null, EXTERNAL_REF);
            case CREDIT, DEBIT -> require(amount != null, AMOUNT);
            case FREEZE, SETTLE -> {
                require(amount != null, AMOUNT);
                require(holdId != null, HOLD_ID);
            }
            case REFUND, EXPIRE -> require(holdId != null, HOLD_ID);
            case null -> {
                // nobody knows what an unknown type needs
            }
        }
    }

    private static @Nullable CommandType typeNamed(String name) {
        return switch (name) {
            case "OPEN" -> CommandType.OPEN;
            case "CREDIT" -> CommandType.CREDIT;
            case "DEBIT" -> CommandType.DEBIT;
            case "FREEZE" -> CommandType.FREEZE;
            case "SETTLE" -> CommandType.SETTLE;
            case "REFUND" -> CommandType.REFUND;
            case "EXPIRE" -> CommandType.EXPIRE;
            default -> null;
        };
    }
}
