package dev.accountrisk.risk.check;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.engine.check.Repair;
import dev.accountrisk.journal.JournalVersions;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with the risk of one account. Pure: it looks at rows that were read before. */
final class RiskCheck {
    private final String topic;
    private final String runId;
    private final PolicyHistory policies;

    RiskCheck(String topic, String runId, PolicyHistory policies) {
        this.topic = topic;
        this.runId = runId;
        this.policies = policies;
    }

    /** @param row null if the account has none */
    void check(String account, @Nullable RiskRow row, JournalVersions additions, FindingCollector findings) {
        additions.drift(account, "additions", row == null ? 0 : row.entries()).ifPresent(findings::add);
        if (row == null) {
            return;
        }
        RiskLevel level = policies.current().levelOf(row.risk());
        if (level == row.level()) {
            return;
        }
        if (policies.earlierLevelsOf(row.risk()).contains(row.level())) {
            findings.addOutdated(recomputation(account, row));
        } else {
            findings.add(Finding.of(DriftKind.LEVEL, account, "risk " + row.risk(), level, row.level()),
                    recomputation(account, row));
        }
    }

    /** Adds 0 at a time that is older than what is stored, so that nothing of the row but its level can change. */
    private @Nullable Repair recomputation(String account, RiskRow row) {
        if (!Ids.isValid(account)) {
            return null;
        }
        String name = "recon:" + runId + ":" + account;
        String eventId = name.substring(0, Math.min(Ids.LENGTH_MAX, name.length()));
        return new Repair(topic, null, account, eventId,
                LevelUpdate.encode(account, eventId, Math.max(0, row.occurredAtMillis() - 1)));
    }
}
