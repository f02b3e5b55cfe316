package dev.accountrisk.mapping.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as text, computed exactly: no double is involved. */
public final class Decimals {
    private static final Pattern NUMBER = Pattern.compile("-?+[0-9]++(\\.[0-9]++)?+([eE][+-]?+[0-9]++)?+");
    private static final int EXPONENT_DIGITS_MAX = 9;
    private static final int LONG_DIGITS_MAX = 15;
    /** A time of more characters is out of every range. */
    private static final int CHARACTERS_MAX = 1_000;
    private static final int INTEGER_DIGITS_MAX = 25;
    private static final String OUT_OF_RANGE = "1e99";
    private static final long[] POWERS_OF_TEN = {1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L};

    private Decimals() {}

    /** Text of digits as a JSON number, or null if it is none. It may begin with zeros. */
    public static @Nullable String ofText(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        int begin = text.charAt(0) == '-' ? 1 : 0;
        int first = begin;
        while (first + 1 < text.length() && text.charAt(first) == '0' && isDigit(text.charAt(first + 1))) {
            first++;
        }
        return first == begin ? text : text.substring(0, begin) + text.substring(first);
    }

    /** A JSON number times a power of ten: only its exponent changes. */
    public static String shifted(String number, int power) {
        if (power == 0) {
            return number;
        }
        int end = exponentBegin(number);
        if (end == number.length()) {
            return isDigits(number) && power < 0 ? withPoint(number, -power) : number + "e" + power;
        }
        String exponent = number.substring(end + 1);
        // one with more digits is out of every range, however it is shifted
        return exponent.length() > EXPONENT_DIGITS_MAX
                ? number
                : number.substring(0, end) + "e" + (Integer.parseInt(exponent) + power);
    }

    /** Digits of which the last ones are a fraction. */
    private static String withPoint(String digits, int fractionDigits) {
        String padded = "0".repeat(Math.max(0, fractionDigits + 1 - digits.length())) + digits;
        int point = padded.length() - fractionDigits;
        return padded.substring(0, point) + "." + padded.substring(point);
    }

    private static int exponentBegin(String number) {
        int at = Math.max(number.indexOf('e'), number.indexOf('E'));
        return at < 0 ? number.length() : at;
    }

    /** A JSON number times a power of ten, rounded down to a whole number. */
    public static String flooredTimesPowerOfTen(String number, int power) {
        if (number.length() <= LONG_DIGITS_MAX && isDigits(number)) {
            long value = Long.parseLong(number);
            return Long.toString(power > 0 ? value * POWERS_OF_TEN[power] : value / POWERS_OF_TEN[-power]);
        }
        int point = number.indexOf('.');
        if (power > 0 && point > 0 && point <= LONG_DIGITS_MAX && number.length() <= CHARACTERS_MAX
                && isDigits(number, 0, point)
                && isDigits(number, point + 1, number.length())) {
            return withFraction(number, point, power);
        }
        return number.length() > CHARACTERS_MAX ? OUT_OF_RANGE : exact(number, power);
    }

    /** The digits before the point and the first ones after it. */
    private static String withFraction(String number, int point, int fractionDigits) {
        long value = Long.parseLong(number, 0, point, 10);
        for (int i = point + 1; i <= point + fractionDigits; i++) {
            value = value * 10 + (i < number.length() ? number.charAt(i) - '0' : 0);
        }
        return Long.toString(value);
    }

    private static String exact(String number, int power) {
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException exponentTooLarge) {
            return OUT_OF_RANGE;
        }
        long integerDigits = (long) value.precision() - value.scale() + power;
        if (value.signum() == 0 || integerDigits < 0) {
            return value.signum() < 0 ? "-1" : "0";
        }
        return integerDigits > INTEGER_DIGITS_MAX
                ? OUT_OF_RANGE
                : value.scaleByPowerOfTen(power).setScale(0, RoundingMode.FLOOR).toPlainString();
    }

    private static boolean isDigits(String text) {
        return isDigits(text, 0, text.length());
    }

    private static boolean isDigits(String text, int from, int until) {
        for (int i = from; i < until; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < until;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
