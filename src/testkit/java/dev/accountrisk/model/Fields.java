package dev.accountrisk.model;

import static dev.accountrisk.model.Unreadable.BAD_ID;
import static dev.accountrisk.model.Unreadable.OUT_OF_RANGE;
import static dev.accountrisk.model.Unreadable.WRONG_TYPE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the fields of one object by the contract's table and remembers the first reason among its complaints. */
final class Fields {
    static final int ID_LENGTH_MAX = 64;
    private static final int HOLD_ID_LENGTH_MAX = 57;
    private static final int INTEGER_DIGITS_MAX = 20;
    private static final int FRACTION_DIGITS_MAX = 18;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]+");
    private static final Pattern UUID_FORM = Pattern
            .compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-F]");
    private static final BigInteger EXPONENT_MAX = BigInteger.valueOf(1_000_000);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern AMOUNT = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final Json json;
    private @Nullable Unreadable reason;

    Fields(Json json) {
        this.json = json;
    }

    /** The earliest complaint in the contract's order. */
    @Nullable
    Unreadable reason() {
        return reason;
    }

    void complain(Unreadable complaint) {
        if (reason == null || complaint.compareTo(reason) < 0) {
            reason = complaint;
        }
    }

    boolean absent(String name) {
        return field(name) == null;
    }

    boolean anyAbsent(String... names) {
        for (String name : names) {
            if (absent(name)) {
                return true;
            }
        }
        return false;
    }

    String text(String name, String whenAbsent) {
        Json.Literal field = field(name);
        if (field == null) {
            return whenAbsent;
        }
        if (!field.isText()) {
            complain(WRONG_TYPE);
        }
        return field.text();
    }

    @Nullable
    String id(String name) {
        return id(name, ID_LENGTH_MAX);
    }

    @Nullable
    String holdId(String name) {
        return id(name, HOLD_ID_LENGTH_MAX);
    }

    private @Nullable String id(String name, int lengthMax) {
        if (absent(name)) {
            return null;
        }
        String text = text(name, "");
        if (!isId(text, lengthMax)) {
            complain(BAD_ID);
        }
        return text;
    }

    static boolean isId(String text, int lengthMax) {
        boolean shouted = UUID_FORM.matcher(text).matches() && UPPER_CASE.matcher(text).find();
        return text.length() <= lengthMax && ID.matcher(text).matches() && !shouted;
    }

    /** A JSON number, exactly. */
    @Nullable
    BigDecimal number(String name) {
        Json.Literal field = field(name);
        if (field == null) {
            return null;
        }
        if (!field.isNumber()) {
            complain(WRONG_TYPE);
            return null;
        }
        return exact(field.text());
    }

    @Nullable
    BigDecimal amount(String name) {
        Json.Literal field = field(name);
        if (field == null) {
            return null;
        }
        boolean spelled = field.isNumber() || (field.isText() && AMOUNT.matcher(field.text()).matches());
        if (!spelled) {
            complain(WRONG_TYPE);
            return null;
        }
        BigDecimal amount = exact(field.text()).stripTrailingZeros();
        if (amount.signum() <= 0
                || (long) amount.precision() - amount.scale() > INTEGER_DIGITS_MAX
                || amount.scale() > FRACTION_DIGITS_MAX) {
            complain(OUT_OF_RANGE);
            return null;
        }
        return amount.setScale(FRACTION_DIGITS_MAX);
    }

    /** Epoch milliseconds, from a number or an instant's text. */
    @Nullable
    Long time(String name) {
        Json.Literal field = field(name);
        if (field == null) {
            return null;
        }
        if (field.isText()) {
            return instant(field.text());
        }
        BigDecimal exact = field.isNumber() ? exact(field.text()) : null;
        if (exact == null || exact.stripTrailingZeros().scale() > 0) {
            complain(WRONG_TYPE);
            return null;
        }
        return fitting(exact);
    }

    private @Nullable Long instant(String text) {
        try {
            return fitting(PlainInstant.epochMillis(text));
        } catch (DateTimeException noInstant) {
            complain(WRONG_TYPE);
            return null;
        }
    }

    /** An integer of 0 or more. */
    @Nullable
    Long count(String name) {
        Json.Literal field = field(name);
        Long whole = field == null ? null : whole(field);
        if (whole != null && whole < 0) {
            complain(OUT_OF_RANGE);
        }
        return whole;
    }

    private @Nullable Long whole(Json.Literal field) {
        if (field.kind() != JsonToken.VALUE_NUMBER_INT) {
            complain(WRONG_TYPE);
            return null;
        }
        return fitting(exact(field.text()));
    }

    private @Nullable Long fitting(BigDecimal whole) {
        if (whole.compareTo(LEAST) < 0 || whole.compareTo(GREATEST) > 0) {
            complain(OUT_OF_RANGE);
            return null;
        }
        return whole.longValueExact();
    }

    /** The number, with an exponent that no record is long enough to make up for brought within what a BigDecimal takes. */
    private static BigDecimal exact(String number) {
        String[] parts = number.split("[eE]", 2);
        BigDecimal digits = new BigDecimal(parts[0]);
        if (parts.length == 1 || digits.signum() == 0) {
            return digits;
        }
        BigInteger exponent = new BigInteger(parts[1]).max(EXPONENT_MAX.negate()).min(EXPONENT_MAX);
        return digits.scaleByPowerOfTen(exponent.intValueExact());
    }

    private Json.@Nullable Literal field(String name) {
        Json.Literal field = json.fields().get(name);
        return field == null || field.kind() == JsonToken.VALUE_NULL ? null : field;
    }
}
