package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An event about an account, for other systems. Times are the records' own and only inform. */
public sealed interface AccountEvent {

    /** The account that the event is about. */
    String accountUuid();

    /** The time of the record that led to it. */
    long timeMillis();

    /**
     * A command took effect.
     *
     * @param asset   the asset that it moved, or null if no money moved; then the two amounts are null too
     * @param balance the balance after the command
     * @param frozen  the frozen amount after the command
     */
    record CommandApplied(String accountUuid, String commandId, CommandType commandType, @Nullable String asset,
            @Nullable BigDecimal balance, @Nullable BigDecimal frozen, long timeMillis) implements AccountEvent {}

    /** A command was refused. */
    record CommandRefused(String accountUuid, String commandId, CommandType commandType, Refusal reason,
            long timeMillis) implements AccountEvent {}

    /** The level of an account differs from the one that was committed before. */
    record RiskLevelChanged(String accountUuid, double risk, RiskLevel oldLevel, RiskLevel newLevel, long timeMillis)
            implements
                AccountEvent {

        /**
         * The event for a stored level that differs from the one before, or null if it does not differ.
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

    /** A balance differs from the one that was committed before. */
    record BalanceChanged(String accountUuid, String asset, BigDecimal balance, BigDecimal frozen,
            long timeMillis) implements AccountEvent {}
}
