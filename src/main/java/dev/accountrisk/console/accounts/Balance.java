package dev.accountrisk.console.accounts;

import java.math.BigDecimal;

/** What an account has of one asset. The components are named as the attributes of the row. */
record Balance(String asset, BigDecimal balance, BigDecimal frozen) {
    /** What can be spent. */
    public BigDecimal free() {
        return balance.subtract(frozen);
    }
}
