package dev.accountrisk.reconcile.check;

import dev.accountrisk.account.Ids;
import dev.accountrisk.reconcile.check.AccountFacts.HoldRow;
import dev.accountrisk.reconcile.check.AccountFacts.RiskRow;
import java.util.Optional;

/**
 * Chooses the repair of a finding. Most findings have none: only a person can say which of two amounts is right. An account
 * whose key is no valid id has none either: a record with that key would be parked.
 */
public final class RepairChoice {
    private RepairChoice() {}

    public static Optional<Repair> of(Finding finding, AccountFacts facts, String runId) {
        return switch (finding.kind()) {
            case LEVEL -> level(facts, runId);
            case HOLD_OVERDUE -> expiry(finding.item(), facts);
            default -> Optional.empty();
        };
    }

    /** Computes the account's level anew. */
    public static Optional<Repair> level(AccountFacts facts, String runId) {
        RiskRow risk = facts.risk();
        return risk == null || !Ids.isValid(facts.accountUuid())
                ? Optional.empty()
                : Optional.of(Repair.RecomputeLevel.of(runId, facts.accountUuid(), risk.occurredAtMillis()));
    }

    private static Optional<Repair> expiry(String holdId, AccountFacts facts) {
        HoldRow row = facts.holds().getOrDefault(holdId, AccountFacts.HoldFacts.NONE).row();
        Long expiresAt = row == null ? null : row.expiresAtMillis();
        return row == null || expiresAt == null || !Ids.isValid(facts.accountUuid())
                ? Optional.empty()
                : Optional.of(
                        new Repair.ExpireHold(facts.accountUuid(), holdId, expiresAt, row.sourcePartition()));
    }
}
