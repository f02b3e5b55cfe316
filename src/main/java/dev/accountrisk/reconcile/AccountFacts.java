package dev.accountrisk.reconcile;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is known of one account, as of one moment. Filled row by row, then looked at. */
final class AccountFacts {
    final String accountUuid;
    long headVersion;
    boolean heldBack;
    boolean holdsBackParked;
    Versions commands = Versions.NONE;
    Versions additions = Versions.NONE;
    @Nullable
    Risk risk;
    @Nullable
    String externalRef;
    @Nullable
    String claimOwner;
    final Map<String, Asset> assets = new TreeMap<>();
    final Map<String, HoldPair> holds = new TreeMap<>();

    AccountFacts(String accountUuid) {
        this.accountUuid = accountUuid;
    }

    Asset asset(String asset) {
        return assets.computeIfAbsent(asset, name -> new Asset());
    }

    HoldPair hold(String holdId) {
        return holds.computeIfAbsent(holdId, id -> new HoldPair());
    }

    /** How the versions of the journal's rows lie. */
    record Versions(long rows, long distinct, long least, long greatest) {
        static final Versions NONE = new Versions(0, 0, 0, 0);
    }

    record Risk(double risk, String level, long occurredAtMillis, long entries) {}

    /** What row and journal say of an asset. */
    static final class Asset {
        BigDecimal balance = BigDecimal.ZERO;
        BigDecimal frozen = BigDecimal.ZERO;
        BigDecimal summed = BigDecimal.ZERO;
        BigDecimal lastBalance = BigDecimal.ZERO;
        BigDecimal lastFrozen = BigDecimal.ZERO;
    }

    /** What table and journal say of a hold. */
    static final class HoldPair {
        @Nullable
        Hold stored;
        @Nullable
        Hold journal;
        /** When it was due and stored: a backlog brings holds whose time was over before anybody knew of them. */
        long dueSinceMillis = Long.MAX_VALUE;
    }

    /** @param state of the table's row, or {@code OPEN} and otherwise where it went */
    record Hold(String asset, BigDecimal amount, String state, @Nullable Long expiresAtMillis,
            int sourcePartition) {
        boolean isOpen() {
            return state.equals("OPEN");
        }

        boolean agrees(Hold other) {
            return asset.equals(other.asset) && amount.compareTo(other.amount) == 0 && state.equals(other.state);
        }

        @Override
        public String toString() {
            return state + " " + amount.stripTrailingZeros().toPlainString() + " " + asset;
        }
    }
}
