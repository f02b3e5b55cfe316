package dev.accountrisk.wire;

import dev.accountrisk.account.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers from their text: digits are counted before a number is made of them, so that sixty thousand cost no
 * more than reading them.
 */
public final class Numbers {
    private static final int LONG_DIGITS_MAX = 18;
    private static final int EXACT_DIGITS_MAX = 15;
    /** Far beyond every exponent that could bring the digits of one record back into range. */
    private static final int EXPONENT_MAX = 1_000_000_000;
    private static final String GREATEST_LONG = Long.toString(Long.MAX_VALUE);
    private static final String LEAST_LONG = Long.toString(Long.MIN_VALUE);
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15};

    private Numbers() {}

    /** Whether this is {@code [0-9]+(\.[0-9]+)?}. */
    static boolean isPlainDecimal(char[] text, int offset, int length) {
        int end = offset + length;
        int afterInteger = skipDigits(text, offset, end);
        if (afterInteger == end) {
            return length > 0;
        }
        return afterInteger > offset && text[afterInteger] == '.' && afterInteger + 1 < end
                && skipDigits(text, afterInteger + 1, end) == end;
    }

    /**
     * An amount of a plain decimal or a JSON number, exactly; null when it is out of range.
     */
    static @Nullable BigDecimal amount(char[] text, int offset, int length) {
        int end = offset + length;
        if (text[offset] == '-') {
            return null;
        }
        int afterInteger = skipDigits(text, offset, end);
        int afterDigits = afterInteger < end && text[afterInteger] == '.'
                ? skipDigits(text, afterInteger + 1, end)
                : afterInteger;
        int first = offset;
        while (first < afterDigits && (text[first] == '0' || text[first] == '.')) {
            first++;
        }
        if (first == afterDigits) {
            return null;
        }
        int last = afterDigits - 1;
        while (text[last] == '0' || text[last] == '.') {
            last--;
        }
        int exponent = afterDigits < end ? exponent(text, afterDigits + 1, end) : 0;
        // the powers of ten that the first and the last digit other than 0 stand for
        int greatest = powerOfTen(first, afterInteger) + exponent;
        int least = powerOfTen(last, afterInteger) + exponent;
        if (greatest >= Amounts.INTEGER_DIGITS_MAX || least < -Amounts.FRACTION_DIGITS_MAX) {
            return null;
        }
        return decimal(text, first, last, least);
    }

    private static int powerOfTen(int index, int afterInteger) {
        return index < afterInteger ? afterInteger - 1 - index : afterInteger - index;
    }

    /** At most 38 digits, the last of which stands for this power of ten. */
    private static BigDecimal decimal(char[] text, int first, int last, int least) {
        StringBuilder digits = new StringBuilder(last - first + 1);
        for (int i = first; i <= last; i++) {
            if (text[i] != '.') {
                digits.append(text[i]);
            }
        }
        BigDecimal amount = digits.length() <= LONG_DIGITS_MAX
                ? BigDecimal.valueOf(Long.parseLong(digits, 0, digits.length(), 10), -least)
                : new BigDecimal(new BigInteger(digits.toString()), -least);
        return least > 0 ? amount.setScale(0) : amount;
    }

    private static int exponent(char[] text, int offset, int end) {
        boolean negative = text[offset] == '-';
        long exponent = 0;
        for (int i = negative || text[offset] == '+' ? offset + 1 : offset; i < end; i++) {
            exponent = Math.min(exponent * 10 + (text[i] - '0'), EXPONENT_MAX);
        }
        return (int) (negative ? -exponent : exponent);
    }

    /** Whether a JSON integer fits 64 bits. */
    static boolean fitsLong(char[] text, int offset, int length) {
        if (length <= LONG_DIGITS_MAX) {
            return true;
        }
        boolean negative = text[offset] == '-';
        String limit = negative ? LEAST_LONG : GREATEST_LONG;
        if (length != limit.length()) {
            return length < limit.length();
        }
        return CharBuffer.wrap(text, offset, length).compareTo(CharBuffer.wrap(limit)) <= 0;
    }

    /** The value of a JSON integer that fits. */
    static long toLong(char[] text, int offset, int length) {
        boolean negative = text[offset] == '-';
        // counted downwards: the least number has no positive twin
        long value = 0;
        for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
            value = value * 10 - (text[i] - '0');
        }
        return negative ? value : -value;
    }

    /** The double nearest to a JSON number. */
    public static double nearestDouble(char[] text, int offset, int length) {
        long digits = 0;
        int fractionDigits = 0;
        boolean inFraction = false;
        if (length <= EXACT_DIGITS_MAX) {
            for (int i = offset; i < offset + length; i++) {
                char character = text[i];
                if (character >= '0' && character <= '9') {
                    digits = digits * 10 + (character - '0');
                    fractionDigits += inFraction ? 1 : 0;
                } else if (character == '.') {
                    inFraction = true;
                } else {
                    return Double.parseDouble(new String(text, offset, length));
                }
            }
            // both are exact as doubles, so their quotient is the nearest one
            return digits / POWERS_OF_TEN[fractionDigits];
        }
        return Double.parseDouble(new String(text, offset, length));
    }

    /** Whether a JSON number is less than zero, even where no double is so near to it. */
    public static boolean isNegative(char[] text, int offset, int length) {
        if (text[offset] != '-') {
            return false;
        }
        for (int i = offset + 1; i < offset + length && text[i] != 'e' && text[i] != 'E'; i++) {
            if (text[i] >= '1' && text[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private static int skipDigits(char[] text, int from, int end) {
        int i = from;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }
}
