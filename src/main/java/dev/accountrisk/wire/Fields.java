package dev.accountrisk.wire;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.ParkReason;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The known fields of one record while it is read, and the first reason, in the order of {@link ParkReason}, why it is
 * invalid. A reader always reads a record to its end, because a later field may lead to an earlier reason.
 */
public abstract class Fields {
    private final String[] names;
    private @Nullable ParkReason reason;
    private String detail = "";

    /** @param names what details call the fields, by their numbers */
    protected Fields(String[] names) {
        this.names = names;
    }

    /** Checks that the record's key is the account, which is in this field. */
    protected final void checkKey(byte @Nullable [] key, String accountUuid, int field) {
        if (key == null) {
            refuse(ParkReason.KEY_MISMATCH, "the record has no key");
        } else if (!isKeyOf(key, accountUuid)) {
            refuse(ParkReason.KEY_MISMATCH, "the record's key differs from " + names[field]);
        }
    }

    /** Compares bytes with characters, which is enough because an id is ASCII. */
    private static boolean isKeyOf(byte[] key, String accountUuid) {
        if (key.length != accountUuid.length()) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != accountUuid.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A record without a timestamp is not checked, because there is nothing to compare with. */
    protected final void checkNotFromTheFuture(long occurredAtMillis, long recordTimestampMillis,
            long maxClockSkewMillis, int field) {
        long latestMillis = recordTimestampMillis + maxClockSkewMillis;
        boolean boundOverflows = latestMillis < recordTimestampMillis;
        if (recordTimestampMillis != InputRecord.NO_TIMESTAMP && !boundOverflows && occurredAtMillis > latestMillis) {
            refuse(ParkReason.FROM_THE_FUTURE, field, "is later than the record's own timestamp allows");
        }
    }

    /** Takes the value of a known field that is not null. */
    public abstract void take(int field, JsonToken token, JsonParser parser);

    /** Remembers a reason, unless it already has an earlier one. */
    protected final void refuse(ParkReason found, int field, String rule) {
        if (isEarlier(found)) {
            refuse(found, names[field] + ": " + rule);
        }
    }

    protected final void refuse(ParkReason found, String why) {
        if (isEarlier(found)) {
            reason = found;
            detail = why;
        }
    }

    private boolean isEarlier(ParkReason found) {
        return reason == null || found.compareTo(reason) < 0;
    }

    protected final boolean isValid() {
        return reason == null;
    }

    public final <T> Decoded<T> invalid() {
        if (reason == null) {
            throw new IllegalStateException("A record without a reason is valid");
        }
        return new Decoded.Invalid<>(reason, detail);
    }

    protected final void require(boolean present, int field) {
        if (!present) {
            refuse(ParkReason.MISSING_FIELD, field, "is required");
        }
    }

    /** The text of an id. Text that is not an id is returned too, because the field is present. */
    protected final String id(int field, JsonToken token, JsonParser parser) {
        String text = text(field, token, parser);
        if (token == JsonToken.VALUE_STRING && !Ids.isValid(text)) {
            refuse(ParkReason.BAD_ID, field, "is not an id of 1 to 64 characters");
        }
        return text;
    }

    protected final String holdId(int field, JsonToken token, JsonParser parser) {
        String text = text(field, token, parser);
        if (token == JsonToken.VALUE_STRING && !Ids.isValidHoldId(text)) {
            refuse(ParkReason.BAD_ID, field, "is not an id of 1 to 57 characters");
        }
        return text;
    }

    protected final String text(int field, JsonToken token, JsonParser parser) {
        if (token != JsonToken.VALUE_STRING) {
            refuse(ParkReason.WRONG_TYPE, field, "must be a string");
            return "";
        }
        return parser.getString();
    }

    /** The value of a JSON integer, or 0 if it is not one. */
    protected final long integer(int field, JsonToken token, JsonParser parser) {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            refuse(ParkReason.WRONG_TYPE, field, "must be an integer");
            return 0;
        }
        char[] text = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        if (!Numbers.fitsLong(text, offset, length)) {
            refuse(ParkReason.OUT_OF_RANGE, field, "must fit 64 bits");
            return 0;
        }
        return Numbers.toLong(text, offset, length);
    }

    /** The milliseconds of an epoch time or an ISO-8601 instant, or 0 if it is neither. */
    protected final long timeMillis(int field, JsonToken token, JsonParser parser) {
        return switch (token) {
            case VALUE_NUMBER_INT -> integer(field, token, parser);
            case VALUE_NUMBER_FLOAT -> wholeNumber(field, parser);
            case VALUE_STRING -> instantMillis(field, parser);
            default -> {
                refuse(ParkReason.WRONG_TYPE, field, "must be epoch milliseconds or an instant");
                yield 0;
            }
        };
    }

    private long wholeNumber(int field, JsonParser parser) {
        char[] text = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        if (!Numbers.isWhole(text, offset, length)) {
            refuse(ParkReason.WRONG_TYPE, field, "must be a whole number");
            return 0;
        }
        Long value = Numbers.wholeToLong(text, offset, length);
        if (value == null) {
            refuse(ParkReason.OUT_OF_RANGE, field, "must fit 64 bits");
            return 0;
        }
        return value;
    }

    private long instantMillis(int field, JsonParser parser) {
        Instant instant = Instants.parse(parser.getString());
        if (instant == null) {
            refuse(ParkReason.WRONG_TYPE, field, "is not an ISO-8601 instant in extended form with an offset");
            return 0;
        }
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException overflow) {
            refuse(ParkReason.OUT_OF_RANGE, field, "must fit 64 bits as epoch milliseconds");
            return 0;
        }
    }

    /** The value of an amount, or 0 if it is not one. */
    protected final BigDecimal amount(int field, JsonToken token, JsonParser parser) {
        char[] text = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        boolean isAmount = switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> true;
            case VALUE_STRING -> Numbers.isPlainDecimal(text, offset, length);
            default -> false;
        };
        if (!isAmount) {
            refuse(ParkReason.WRONG_TYPE, field, "must be a number or a string of digits");
            return BigDecimal.ZERO;
        }
        BigDecimal amount = Numbers.amount(text, offset, length);
        if (amount == null) {
            refuse(ParkReason.OUT_OF_RANGE, field,
                    "must be greater than 0, with at most 20 integer and 18 fraction digits");
            return BigDecimal.ZERO;
        }
        return amount;
    }
}
