package dev.accountrisk.account;

import java.math.BigDecimal;

/** The bounds of amounts, and the one way to write them. */
public final class Amounts {
    /** How many digits an amount or a balance may have before the decimal point. */
    public static final int INTEGER_DIGITS_MAX = 20;
    /** How many digits it may have after the point. */
    public static final int FRACTION_DIGITS_MAX = 18;

    private static final BigDecimal BEYOND = BigDecimal.TEN.pow(INTEGER_DIGITS_MAX);

    private Amounts() {}

    /** Writes an amount in its one form: plain digits, no zeros at the end of a fraction. */
    public static String text(BigDecimal amount) {
        return canonical(amount).toPlainString();
    }

    /** The same value with as few fraction digits as it needs. */
    static BigDecimal canonical(BigDecimal amount) {
        if (amount.scale() <= 0) {
            return amount.setScale(0);
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Whether a sum has more integer digits than can be stored. */
    static boolean overflows(BigDecimal amount) {
        return amount.compareTo(BEYOND) >= 0;
    }
}
