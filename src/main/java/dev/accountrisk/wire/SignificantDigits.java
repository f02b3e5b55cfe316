package dev.accountrisk.wire;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The digits of a number's text from the first to the last that is not zero, and the powers of ten of these two. They are
 * found before the number is computed, so a number of sixty thousand digits costs no more than reading it.
 *
 * @param first         the index of the first such digit; equal to {@code end} if the number is zero
 * @param end           the index after the last such digit
 * @param greatestPower the power of ten of the first digit
 * @param leastPower    the power of ten of the last digit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only points into the text
record SignificantDigits(char[] text, int first, int end, int greatestPower, int leastPower) {
    private static final int LONG_DIGITS_MAX = 18;
    /** Larger than every exponent that could bring the digits of one record back into range. */
    private static final int EXPONENT_MAX = 1_000_000_000;

    /** Finds the digits of a plain decimal or a JSON number; its sign is ignored. */
    static SignificantDigits of(char[] text, int offset, int length) {
        int textEnd = offset + length;
        int start = text[offset] == '-' ? offset + 1 : offset;
        int integerEnd = skipDigits(text, start, textEnd);
        int digitsEnd = integerEnd < textEnd && text[integerEnd] == '.'
                ? skipDigits(text, integerEnd + 1, textEnd)
                : integerEnd;
        int first = start;
        while (first < digitsEnd && (text[first] == '0' || text[first] == '.')) {
            first++;
        }
        if (first == digitsEnd) {
            return new SignificantDigits(text, first, first, 0, 0);
        }
        int last = digitsEnd - 1;
        while (text[last] == '0' || text[last] == '.') {
            last--;
        }
        int exponent = digitsEnd < textEnd ? exponent(text, digitsEnd + 1, textEnd) : 0;
        return new SignificantDigits(text, first, last + 1, powerOfTen(first, integerEnd) + exponent,
                powerOfTen(last, integerEnd) + exponent);
    }

    private static int powerOfTen(int index, int integerEnd) {
        return index < integerEnd ? integerEnd - 1 - index : integerEnd - index;
    }

    private static int exponent(char[] text, int offset, int end) {
        boolean negative = text[offset] == '-';
        long exponent = 0;
        for (int i = negative || text[offset] == '+' ? offset + 1 : offset; i < end; i++) {
            exponent = Math.min(exponent * 10 + (text[i] - '0'), EXPONENT_MAX);
        }
        return (int) (negative ? -exponent : exponent);
    }

    static int skipDigits(char[] text, int from, int end) {
        int i = from;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    boolean isZero() {
        return first == end;
    }

    boolean isWhole() {
        return isZero() || leastPower >= 0;
    }

    /** Whether the number without its sign is greater than this power of ten. */
    boolean exceedsPowerOfTen(int power) {
        boolean isThatPower = first + 1 == end && text[first] == '1';
        return !isZero() && (greatestPower > power || (greatestPower == power && !isThatPower));
    }

    /** The exact number without its sign. Call it only for a number with few digits. */
    BigDecimal value() {
        if (isZero()) {
            return BigDecimal.ZERO;
        }
        StringBuilder digits = new StringBuilder(end - first);
        for (int i = first; i < end; i++) {
            if (text[i] != '.') {
                digits.append(text[i]);
            }
        }
        BigDecimal value = digits.length() <= LONG_DIGITS_MAX
                ? BigDecimal.valueOf(Long.parseLong(digits, 0, digits.length(), 10), -leastPower)
                : new BigDecimal(new BigInteger(digits.toString()), -leastPower);
        return leastPower > 0 ? value.setScale(0) : value;
    }
}
