package dev.accountrisk.commands.check;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.commands.check.AccountFacts.JournalBalance;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the journal's commands of one account into balances and holds, whatever order they come in. What commands mean is written
 * here a second time: a check that shares the code of what it checks proves nothing.
 */
final class JournalFold {
    private final VersionCount versions = new VersionCount();
    private final Map<String, Moves> assets = new HashMap<>();
    private final Map<String, HoldMoves> holds = new HashMap<>();

    void add(JournalEntry entry) {
        versions.add(entry.version());
        if (entry.asset() != null) {
            assets.computeIfAbsent(entry.asset(), _ -> new Moves()).add(entry);
        }
        if (entry.holdId() != null && entry.isApplied()) {
            holds.computeIfAbsent(entry.holdId(), _ -> new HoldMoves()).add(entry);
        }
    }

    void writeTo(AccountFactsBuilder facts) {
        facts.commands(versions.versions());
        assets.forEach((asset, moves) -> facts.journal(asset, moves.balance()));
    }

    /** Gives away the holds of which every row was added. */
    void moveHoldsTo(AccountFactsBuilder facts) {
        holds.forEach((id, moves) -> {
            JournalHold hold = moves.hold();
            if (hold != null) {
                facts.journalHold(id, hold);
            }
        });
        holds.clear();
    }

    /** What the commands of one asset moved. */
    private static final class Moves {
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable JournalEntry last;

        void add(JournalEntry entry) {
            if (last == null || entry.version() >= last.version()) {
                last = entry;
            }
            if (entry.isApplied()) {
                sum = switch (entry.kind()) {
                    case "CREDIT" -> sum.add(Amounts.read(entry.amount()));
                    case "DEBIT", "SETTLE" -> sum.subtract(Amounts.read(entry.amount()));
                    default -> sum;
                };
            }
        }

        JournalBalance balance() {
            return new JournalBalance(sum, Amounts.read(last == null ? null : last.balanceAfter()),
                    Amounts.read(last == null ? null : last.frozenAfter()));
        }
    }

    /** What applied commands did to one hold. If the journal contradicts itself, the result does not depend on the order either. */
    private static final class HoldMoves {
        private @Nullable String asset;
        private BigDecimal amount = BigDecimal.ZERO;
        private HoldState state = HoldState.OPEN;

        void add(JournalEntry entry) {
            switch (entry.kind()) {
                case "FREEZE" -> freeze(entry);
                case "SETTLE" -> close(HoldState.SETTLED);
                case "REFUND" -> close(HoldState.REFUNDED);
                case "EXPIRE" -> close(HoldState.EXPIRED);
                default -> {
                    // no other command changes a hold
                }
            }
        }

        private void freeze(JournalEntry entry) {
            String frozen = entry.asset();
            if (frozen != null && (asset == null || asset.compareTo(frozen) < 0)) {
                asset = frozen;
            }
            amount = amount.add(Amounts.read(entry.amount()));
        }

        private void close(HoldState closed) {
            if (state == HoldState.OPEN || closed.compareTo(state) < 0) {
                state = closed;
            }
        }

        /** Null if no command made it. */
        @Nullable
        JournalHold hold() {
            return asset == null ? null : new JournalHold(asset, amount, state);
        }
    }
}
