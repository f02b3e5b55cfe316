package dev.accountrisk.risk;

import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import java.util.List;

/** Which changes of an account's level become events. */
public enum LevelEvents {
    /**
     * Each record's change. A transaction may end at any record, so only these are the same when a worker reads records again after a
     * fail-over that lost commits. A consumer that drops repeated ids ends with the right level.
     */
    EACH {
        @Override
        List<RiskLevelChanged> of(List<RiskLevelChanged> changes) {
            return changes;
        }
    },
    /**
     * One event for an account and a transaction, from one committed level to the next. These are fewer. After such a fail-over, a
     * consumer may keep an older level until the account's level changes again.
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
