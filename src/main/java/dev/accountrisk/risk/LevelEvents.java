package dev.accountrisk.risk;

import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import java.util.List;

/** Which changes of an account's level become events. */
public enum LevelEvents {
    /**
     * Each record's change. Where a transaction ends is chance: whoever reads the records again after a fail-over that lost commits
     * comes to the same events, and no repeated id hides a newer one.
     */
    EACH {
        @Override
        List<RiskLevelChanged> of(List<RiskLevelChanged> changes) {
            return changes;
        }
    },
    /**
     * One event for an account and a transaction, from one committed level to the next. There are fewer of them. After such a
     * fail-over, a consumer may be left with an older level until the account's level changes again.
     */
    LAST {
        @Override
        List<RiskLevelChanged> of(List<RiskLevelChanged> changes) {
            if (changes.size() < 2) {
                return changes;
            }
            RiskLevelChanged first = changes.getFirst();
            RiskLevelChanged last = changes.getLast();
            return first.oldLevel() == last.newLevel()
                    ? List.of()
                    : List.of(new RiskLevelChanged(last.accountUuid(), last.place(), last.risk(), first.oldLevel(),
                            last.newLevel(), last.timeMillis()));
        }
    };

    /**
     * Chooses the events.
     *
     * @param changes those of one account in one transaction, in order
     */
    abstract List<RiskLevelChanged> of(List<RiskLevelChanged> changes);
}
