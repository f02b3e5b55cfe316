package dev.accountrisk.model;

import static dev.accountrisk.model.Unreadable.BAD_ID;
import static dev.accountrisk.model.Unreadable.DUPLICATE_FIELD;
import static dev.accountrisk.model.Unreadable.EMPTY;
import static dev.accountrisk.model.Unreadable.FROM_THE_FUTURE;
import static dev.accountrisk.model.Unreadable.KEY_MISMATCH;
import static dev.accountrisk.model.Unreadable.MISSING_FIELD;
import static dev.accountrisk.model.Unreadable.NOT_JSON;
import static dev.accountrisk.model.Unreadable.OUT_OF_RANGE;
import static dev.accountrisk.model.Unreadable.TOO_LARGE;
import static dev.accountrisk.model.Unreadable.UNKNOWN_TYPE;

import dev.accountrisk.model.Reading.Broken;
import dev.accountrisk.model.Reading.Command;
import dev.accountrisk.model.Reading.CommandType;
import dev.accountrisk.model.Reading.Content;
import dev.accountrisk.model.Reading.RiskUpdate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract's section 1 read aloud: bytes to a risk update, a command, or the first reason to park them. */
final class PlainReader {
    private static final int VALUE_BYTES_MAX = 64 * 1024;
    private static final BigDecimal RISK_MAX = BigDecimal.valueOf(1_000_000);
    private static final long NO_TIMESTAMP = -1;

    private final ModelSettings settings;

    PlainReader(ModelSettings settings) {
        this.settings = settings;
    }

    Reading riskUpdate(LogRecord record) {
        return opened(record, this::riskUpdate);
    }

    Reading command(LogRecord record) {
        return opened(record, this::command);
    }

    /** The account that a parked record is about: its key, where that is a valid id. */
    static Optional<String> keyAccount(LogRecord record) {
        byte[] key = record.key();
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.ISO_8859_1);
        return Fields.isId(text, Fields.ID_LENGTH_MAX) ? Optional.of(text) : Optional.empty();
    }

    private interface Shape {
        Reading read(LogRecord record, Fields fields);
    }

    private static Reading opened(LogRecord record, Shape shape) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return new Broken(EMPTY);
        }
        if (value.length > VALUE_BYTES_MAX) {
            return new Broken(TOO_LARGE);
        }
        Optional<Json> json = Json.parse(value);
        if (json.isEmpty()) {
            return new Broken(NOT_JSON);
        }
        if (json.get().repeated()) {
            return new Broken(DUPLICATE_FIELD);
        }
        return shape.read(record, new Fields(json.get()));
    }

    private Reading riskUpdate(LogRecord record, Fields fields) {
        String eventId = fields.id("eventId");
        String account = fields.id("accountUuid");
        String type = fields.text("type", "SET");
        BigDecimal risk = fields.number("risk");
        Long occurredAt = fields.time("occurredAt");
        Long sequence = fields.count("sequence");
        if (risk != null && (risk.signum() < 0 || risk.compareTo(RISK_MAX) > 0)) {
            fields.complain(OUT_OF_RANGE);
        }
        boolean adds = type.equals("ADD");
        boolean known = adds || type.equals("SET");
        boolean lacksSequence = settings.orderBySequence() && type.equals("SET") && fields.absent("sequence");
        if (lacksSequence || fields.anyAbsent("eventId", "accountUuid", "risk", "occurredAt")) {
            fields.complain(MISSING_FIELD);
        }
        finish(record, fields, known, account, occurredAt);
        Unreadable reason = fields.reason();
        if (reason != null || eventId == null || account == null || risk == null || occurredAt == null) {
            return broken(reason);
        }
        return new RiskUpdate(account, eventId, adds, risk.doubleValue(), occurredAt, sequence);
    }

    private Reading command(LogRecord record, Fields fields) {
        String commandId = fields.id("commandId");
        String account = fields.id("accountUuid");
        String typeName = fields.text("type", "");
        String asset = fields.id("asset");
        BigDecimal amount = fields.amount("amount");
        String holdId = fields.holdId("holdId");
        Long expiresAt = fields.time("expiresAt");
        String externalRef = fields.id("externalRef");
        Long occurredAt = fields.time("occurredAt");
        CommandType type = type(typeName);
        if (fields.anyAbsent("commandId", "accountUuid", "type")
                || (fields.absent("occurredAt") && record.timestampMillis() == NO_TIMESTAMP)
                || (type == CommandType.OPEN && fields.absent("externalRef"))
                || (type != null && type.needsAmount() && fields.absent("amount"))
                || (type != null && type.needsHold() && fields.absent("holdId"))) {
            fields.complain(MISSING_FIELD);
        }
        boolean ofWorkers = commandId != null && commandId.startsWith("expire:");
        if (ofWorkers && !(type == CommandType.EXPIRE && ("expire:" + holdId).equals(commandId))) {
            fields.complain(BAD_ID);
        }
        finish(record, fields, type != null, account, occurredAt);
        Unreadable reason = fields.reason();
        if (reason != null || commandId == null || account == null || type == null) {
            return new Broken(broken(reason).reason(), ofWorkers);
        }
        Content content = new Content(
                type,
                asset == null ? "DEFAULT" : asset,
                amount,
                holdId,
                expiresAt,
                externalRef);
        return new Command(account, commandId, occurredAt == null ? record.timestampMillis() : occurredAt, content);
    }

    private void finish(
            LogRecord record,
            Fields fields,
            boolean typeKnown,
            @Nullable String account,
            @Nullable Long occurredAt) {
        if (!typeKnown) {
            fields.complain(UNKNOWN_TYPE);
        }
        byte[] key = record.key();
        if (key == null || account == null || !account.equals(new String(key, StandardCharsets.ISO_8859_1))) {
            fields.complain(KEY_MISMATCH);
        }
        if (occurredAt != null && record.timestampMillis() != NO_TIMESTAMP
                && occurredAt > record.timestampMillis() + settings.maxClockSkewMillis()) {
            fields.complain(FROM_THE_FUTURE);
        }
    }

    private static Broken broken(@Nullable Unreadable reason) {
        if (reason == null) {
            throw new IllegalStateException("a field was refused without a reason");
        }
        return new Broken(reason);
    }

    private static @Nullable CommandType type(String name) {
        for (CommandType type : CommandType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }
}
