package dev.accountrisk.mapping.value;

import dev.accountrisk.wire.TextValue;
import tools.jackson.core.JsonParser;

/**
 * Converts short numbers from the reader's characters, without text in between. Nearly all records have such numbers; any other
 * number goes the way of {@link Decimals}, which gives the same.
 */
public final class ShortNumbers {
    private static final int DIGITS_MAX = 15;
    private static final int CHARACTERS_MAX = 30;

    private ShortNumbers() {}

    /**
     * Makes the last digits of a whole number its fraction.
     *
     * @return whether it was done
     */
    public static boolean withFraction(JsonParser number, int fractionDigits, TextValue into) {
        char[] from = number.getStringCharacters();
        int offset = number.getStringOffset();
        int length = number.getStringLength();
        if (length > DIGITS_MAX || digits(from, offset, offset + length) < length) {
            return false;
        }
        char[] to = into.buffer();
        int whole = Math.max(length, fractionDigits + 1) - fractionDigits;
        int zeros = whole + fractionDigits - length;
        for (int digit = 0; digit < whole + fractionDigits; digit++) {
            char character = digit < zeros ? '0' : from[offset + digit - zeros];
            to[digit < whole ? digit : digit + 1] = character;
        }
        to[whole] = '.';
        into.ofBuffer(whole + 1 + fractionDigits);
        return true;
    }

    /**
     * Multiplies a number with a power of ten, and rounds it down to a whole one.
     *
     * @param power not 0
     * @return whether it was done
     */
    public static boolean flooredTimesPowerOfTen(JsonParser number, int power, TextValue into) {
        char[] from = number.getStringCharacters();
        int offset = number.getStringOffset();
        int length = number.getStringLength();
        int end = offset + length;
        int whole = digits(from, offset, end);
        int fraction = Math.min(offset + whole + 1, end);
        boolean isPlain = whole == length
                || (from[offset + whole] == '.' && digits(from, fraction, end) == end - fraction);
        int kept = whole + Math.min(power, 0);
        if (length > CHARACTERS_MAX || whole > DIGITS_MAX || kept <= 0 || !isPlain || from[offset] == '0') {
            return false;
        }
        char[] to = into.buffer();
        System.arraycopy(from, offset, to, 0, kept);
        for (int digit = 0; digit < power; digit++) {
            to[kept + digit] = fraction + digit < end ? from[fraction + digit] : '0';
        }
        into.ofBuffer(kept + Math.max(power, 0));
        return true;
    }

    /** How many digits stand at the beginning. */
    private static int digits(char[] from, int offset, int end) {
        int at = offset;
        while (at < end && from[at] >= '0' && from[at] <= '9') {
            at++;
        }
        return at - offset;
    }
}
