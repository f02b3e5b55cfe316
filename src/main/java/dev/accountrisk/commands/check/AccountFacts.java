package dev.accountrisk.commands.check;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.journal.JournalVersions;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of commands hold of one account, as of one moment.
 *
 * @param headVersion   how many commands were decided
 * @param heldBack      whether the account's barrier is set
 * @param parkedCommand whether a command is parked that holds the account back
 * @param commands      the versions of the journal's commands
 * @param registration  null if the account is not registered
 * @param rightFrozen   by asset, what those holds freeze that are right and left out of {@code holds}
 */
record AccountFacts(String accountUuid, long headVersion, boolean heldBack, boolean parkedCommand,
        JournalVersions commands, @Nullable Registration registration,
        Map<String, AssetFacts> assets, Map<String, HoldFacts> holds, Map<String, BigDecimal> rightFrozen) {

    /** Copies the maps. */
    AccountFacts {
        assets = Map.copyOf(assets);
        holds = Map.copyOf(holds);
        rightFrozen = Map.copyOf(rightFrozen);
    }

    /** @param claimOwner the account that the reference belongs to, or null */
    record Registration(String externalRef, @Nullable String claimOwner) {}

    /** What the balance row says of an asset, and what the journal says. */
    record AssetFacts(BalanceRow row, JournalBalance journal) {
        static final AssetFacts NONE = new AssetFacts(BalanceRow.NONE, JournalBalance.NONE);
    }

    record BalanceRow(BigDecimal balance, BigDecimal frozen) {
        static final BalanceRow NONE = new BalanceRow(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /**
     * @param sum         of all applied amounts
     * @param lastBalance the balance that the last entry gives
     * @param lastFrozen  the frozen amount that the last entry gives
     */
    record JournalBalance(BigDecimal sum, BigDecimal lastBalance, BigDecimal lastFrozen) {
        static final JournalBalance NONE = new JournalBalance(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** What the table says of a hold, and what the journal says; one of the two may be missing. */
    record HoldFacts(@Nullable HoldRow row, @Nullable JournalHold journal) {
        static final HoldFacts NONE = new HoldFacts(null, null);

        /** Whether both are there and say the same. */
        boolean agree() {
            return row != null && journal != null && row.hold().agreesWith(journal);
        }

        /** Whether the hold is open, although it was due before this time. */
        boolean isOverdue(long beforeMillis) {
            return row != null && row.hold().isOpen() && row.dueSinceMillis() != null
                    && row.dueSinceMillis() < beforeMillis;
        }
    }

    /**
     * @param dueSinceMillis when it was due and stored, or null if it is never due: a backlog brings holds that were due before
     *                       anybody knew of them
     * @param expire         what became of its {@code EXPIRE}, so that another one cannot work; null if one can
     */
    record HoldRow(JournalHold hold, @Nullable Long expiresAtMillis, @Nullable Long dueSinceMillis,
            int sourcePartition, @Nullable String expire) {}

    /** A hold as the journal's commands make it. */
    record JournalHold(String asset, BigDecimal amount, HoldState state) {
        /** What it freezes. A closed hold freezes nothing. */
        BigDecimal frozen() {
            return isOpen() ? amount : BigDecimal.ZERO;
        }

        boolean isOpen() {
            return state == HoldState.OPEN;
        }

        /** Amounts are compared by value: the scale does not matter. */
        boolean agreesWith(JournalHold other) {
            return asset.equals(other.asset) && amount.compareTo(other.amount) == 0 && state == other.state;
        }

        @Override
        public String toString() {
            return state + " " + amount.stripTrailingZeros().toPlainString() + " " + asset;
        }
    }
}
