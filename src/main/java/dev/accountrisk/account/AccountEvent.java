package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What other systems are told of an account. Times are the records' own and inform only. */
public sealed interface AccountEvent {

    /** The account it is about. */
    String accountUuid();

    /** The time of the record that led to it. */
    long timeMillis();

    /**
     * A command took effect.
     *
     * @param asset   what it moved, or null when it moved no money; as are the two amounts, which are those after it
     */
    record CommandApplied(String accountUuid, String commandId, CommandType commandType, @Nullable String asset,
            @Nullable BigDecimal balance, @Nullable BigDecimal frozen, long timeMillis) implements AccountEvent {}

    /** A command was refused. */
    record CommandRefused(String accountUuid, String commandId, CommandType commandType, Refusal reason,
            long timeMillis) implements AccountEvent {}

    /** The level of an account differs from the one committed before. */
    record RiskLevelChanged(String accountUuid, double risk, RiskLevel oldLevel, RiskLevel newLevel, long timeMillis)
            implements
                AccountEvent {

        /**
         * What is told when a stored level differs from the one before, or null when it does not.
         *
         * @param oldLevel null when there was no row, which counts as {@link RiskLevel#LOW}
         */
        public static @Nullable RiskLevelChanged between(String accountUuid, @Nullable RiskLevel oldLevel,
                RiskState after) {
            RiskLevel old = oldLevel == null ? RiskLevel.LOW : oldLevel;
            return old == after.level()
                    ? null
                    : new RiskLevelChanged(accountUuid, after.risk(), old, after.level(), after.occurredAtMillis());
        }
    }

    /** A balance differs from the one committed before. */
    record BalanceChanged(String accountUuid, String asset, BigDecimal balance, BigDecimal frozen,
            long timeMillis) implements AccountEvent {}
}
