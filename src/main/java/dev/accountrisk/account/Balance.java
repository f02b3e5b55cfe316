package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An account's balance of one asset, and how much of it open holds freeze. Equal by value, not by scale. */
public record Balance(BigDecimal balance, BigDecimal frozen) {

    /** The balance of an account without a row. */
    public static final Balance ZERO = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);

    /** The amount that is not frozen. */
    BigDecimal available() {
        return balance.subtract(frozen);
    }

    Balance canonical() {
        return new Balance(Amounts.canonical(balance), Amounts.canonical(frozen));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Balance that && balance.compareTo(that.balance) == 0
                && frozen.compareTo(that.frozen) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * balance.stripTrailingZeros().hashCode() + frozen.stripTrailingZeros().hashCode();
    }
}
