package dev.accountrisk.commands.check;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads amounts as text without the zeros at their end. A million of them are read, most have two digits after the point, and the
 * column has eighteen: short ones cost less to encrypt, to read and to add.
 */
final class Amounts {
    private Amounts() {}

    /** The column as text. */
    static String column(String name) {
        return "TRIM(TRAILING '0' FROM " + name + ")";
    }

    /** The amount of a text; 0 if there is none. */
    static BigDecimal read(@Nullable String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
