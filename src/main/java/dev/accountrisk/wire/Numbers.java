package dev.accountrisk.wire;

import dev.accountrisk.account.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/** Reads numbers from their text, exactly. */
public final class Numbers {
    private static final int LONG_DIGITS_MAX = 18;
    private static final int EXACT_DIGITS_MAX = 15;
    private static final String GREATEST_LONG = Long.toString(Long.MAX_VALUE);
    private static final String LEAST_LONG = Long.toString(Long.MIN_VALUE);
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15};

    private Numbers() {}

    /** Whether this is {@code [0-9]+(\.[0-9]+)?}. */
    static boolean isPlainDecimal(char[] text, int offset, int length) {
        int end = offset + length;
        int integerEnd = SignificantDigits.skipDigits(text, offset, end);
        if (integerEnd == end) {
            return length > 0;
        }
        return integerEnd > offset && text[integerEnd] == '.' && integerEnd + 1 < end
                && SignificantDigits.skipDigits(text, integerEnd + 1, end) == end;
    }

    /** The exact amount of a plain decimal or a JSON number, or null if it is out of range. */
    static @Nullable BigDecimal amount(char[] text, int offset, int length) {
        SignificantDigits digits = SignificantDigits.of(text, offset, length);
        boolean isInRange = text[offset] != '-' && !digits.isZero()
                && digits.greatestPower() < Amounts.INTEGER_DIGITS_MAX
                && digits.leastPower() >= -Amounts.FRACTION_DIGITS_MAX;
        return isInRange ? digits.value() : null;
    }

    /** Whether a JSON number is an integer by value, such as {@code 17.0} or {@code 1.7e1}. */
    static boolean isWhole(char[] text, int offset, int length) {
        return SignificantDigits.of(text, offset, length).isWhole();
    }

    /** The value of a JSON number that is an integer by value, or null if it does not fit 64 bits. */
    static @Nullable Long wholeToLong(char[] text, int offset, int length) {
        SignificantDigits digits = SignificantDigits.of(text, offset, length);
        if (digits.greatestPower() >= GREATEST_LONG.length()) {
            return null;
        }
        BigInteger magnitude = digits.value().toBigIntegerExact();
        BigInteger value = text[offset] == '-' ? magnitude.negate() : magnitude;
        return value.bitLength() < Long.SIZE ? value.longValue() : null;
    }

    /** Whether a JSON number without its sign is greater than this power of ten, compared as it is written. */
    public static boolean exceedsPowerOfTen(char[] text, int offset, int length, int power) {
        return SignificantDigits.of(text, offset, length).exceedsPowerOfTen(power);
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
        // counted downwards, because the least number has no positive counterpart
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

    /** Whether a JSON number is less than zero, even if the nearest double is zero. */
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
}
