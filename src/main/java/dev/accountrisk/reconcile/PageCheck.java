package dev.accountrisk.reconcile;

import dev.accountrisk.reconcile.check.AccountCheck;
import dev.accountrisk.reconcile.check.AccountFacts;
import dev.accountrisk.reconcile.check.Finding;
import dev.accountrisk.reconcile.check.Repair;
import dev.accountrisk.reconcile.check.RepairChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the accounts of one page, and sends the repairs that their findings have. */
final class PageCheck {
    private final AccountCheck check;
    private final String runId;
    private final @Nullable Repairs repairs;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Optional<Repair>> choices = new ArrayList<>();
    private final List<Repair> recomputations = new ArrayList<>();
    private int levelsToRecompute;

    PageCheck(AccountCheck check, String runId, @Nullable Repairs repairs) {
        this.check = check;
        this.runId = runId;
        this.repairs = repairs;
    }

    void add(AccountFacts facts) {
        for (Finding finding : check.check(facts)) {
            findings.add(finding);
            choices.add(RepairChoice.of(finding, facts, runId));
        }
        if (check.hasLevelOfAnEarlierPolicy(facts)) {
            levelsToRecompute++;
            RepairChoice.level(facts, runId).ifPresent(recomputations::add);
        }
    }

    /** Sends the repairs, if repairs are wanted, and notes in each finding which record was sent for it. */
    void repair() throws Exception {
        if (repairs == null) {
            return;
        }
        for (int index = 0; index < findings.size(); index++) {
            Optional<Repair> repair = choices.get(index);
            if (repair.isPresent()) {
                findings.set(index, findings.get(index).repairedBy(repairs.send(repair.get())));
            }
        }
        for (Repair recomputation : recomputations) {
            repairs.send(recomputation);
        }
    }

    List<Finding> findings() {
        return findings;
    }

    /** How many accounts have a level of an earlier policy. */
    int levelsToRecompute() {
        return levelsToRecompute;
    }
}
