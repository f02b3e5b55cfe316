package dev.accountrisk.console.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal. The components are named as the attributes of the row.
 *
 * @param version   counts an account's commands by themselves, and its additions by themselves
 * @param decidedAt when a worker wrote it
 */
record Entry(String entryId, String kind, long version, @Nullable String asset, @Nullable BigDecimal amount,
        String outcome,
        @Nullable String reason, @Nullable BigDecimal balanceAfter, @Nullable BigDecimal frozenAfter,
        @Nullable Double riskAdded, @Nullable Double riskAfter, @Nullable String holdId, @Nullable String externalRef,
        @Nullable Instant occurredAt, String sourceTopic, int sourcePartition, long sourceOffset, Instant decidedAt) {
    /** Whether it comes after the other of its account in the order of the table's key. */
    boolean isAfter(Entry other) {
        return !entryId.equals(other.entryId) || (other.isAddition() && !isAddition());
    }

    /** Whether it added to the risk. */
    boolean isAddition() {
        return kind.equals("ADD");
    }

    /** Whether it was refused. */
    public boolean refused() {
        return outcome.equals("REFUSED");
    }

    /** The balance of its asset after it; it has one. */
    Balance balance() {
        return new Balance(Objects.requireNonNull(asset), Objects.requireNonNull(balanceAfter),
                Objects.requireNonNull(frozenAfter));
    }
}
