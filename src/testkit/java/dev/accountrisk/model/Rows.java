package dev.accountrisk.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rows of the contract's tables, one record type per table, in the contract's words. */
final class Rows {
    private Rows() {}

    /** Amounts are compared by value, so every one is brought to the columns' scale. */
    static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(18);
    }

    /** The key of a row that belongs to an account. */
    record Key(String account, String id) {}

    /** The place of a record in its topic. */
    record Place(String topic, int partition, long offset) {}

    /** {@code account_risk}. */
    record Risk(
            String account,
            double risk,
            String level,
            long occurredAtMillis,
            @Nullable Long sequence,
            String lastEventId) {}

    /** {@code account_balance}. */
    record Balance(String account, String asset, BigDecimal balance, BigDecimal frozen) {
        Balance {
            balance = balance.setScale(18);
            frozen = frozen.setScale(18);
        }

        boolean isZero() {
            return balance.signum() == 0 && frozen.signum() == 0;
        }
    }

    /** {@code account}. */
    record Registration(String account, String externalRef) {}

    /** {@code account_entry}. */
    record Entry(
            String account,
            String entryId,
            String kind,
            @Nullable String asset,
            @Nullable BigDecimal amount,
            String outcome,
            @Nullable String reason,
            @Nullable BigDecimal balanceAfter,
            @Nullable BigDecimal frozenAfter) {

        Entry {
            amount = scaled(amount);
            balanceAfter = scaled(balanceAfter);
            frozenAfter = scaled(frozenAfter);
        }

        boolean applied() {
            return outcome.equals("APPLIED");
        }
    }

    /** {@code account_hold}. */
    record Hold(
            String account,
            String holdId,
            String asset,
            BigDecimal amount,
            String state,
            @Nullable Long expiresAtMillis) {

        Hold {
            amount = amount.setScale(18);
        }
    }

    /** {@code parked_record}. */
    record Parked(@Nullable String account, String reason, Place place, String state) {}
}
