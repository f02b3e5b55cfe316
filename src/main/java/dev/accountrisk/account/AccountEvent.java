package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What other systems learn about an account. Times are those of the records and inform only. The place says where in the
 * account's history the event belongs: the version in the journal, the stored risk, or the record. It makes the event's id, so
 * that the same fact has the same id in whichever batch, by whichever worker and on whichever primary it is decided again.
 */
public sealed interface AccountEvent {

    /** The account that the event is about. */
    String accountUuid();

    /** Its place in the account's history. */
    String place();

    /** The time of the record that led to it. */
    long timeMillis();

    /**
     * A command took effect.
     *
     * @param asset what it moved, or null if it moved no money, as are {@code balance} and {@code frozen} (both after it)
     */
    record CommandApplied(String accountUuid, String place, String commandId, CommandType commandType,
            @Nullable String asset, @Nullable BigDecimal balance, @Nullable BigDecimal frozen,
            long timeMillis) implements AccountEvent {}

    /** A command was refused. */
    record CommandRefused(String accountUuid, String place, String commandId, CommandType commandType, Refusal reason,
            long timeMillis) implements AccountEvent {}

    /** A record changed the level of an account. An account without a row counts as {@link RiskLevel#LOW}. */
    record RiskLevelChanged(String accountUuid, String place, double risk, RiskLevel oldLevel, RiskLevel newLevel,
            long timeMillis) implements AccountEvent {}

    /** A command changed a balance. */
    record BalanceChanged(String accountUuid, String place, String asset, BigDecimal balance, BigDecimal frozen,
            long timeMillis) implements AccountEvent {}
}
