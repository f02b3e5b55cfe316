package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an account has of one asset, and how much of it is set aside in open holds. Equal by value, not by scale. */
public record Balance(BigDecimal balance, BigDecimal frozen) {

    /** What an account without a row has. */
    public static final Balance ZERO = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);

    /** What is not set aside. */
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
