package dev.accountrisk.risk;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.journal.JournalStore;
import java.util.ArrayList;
import java.util.List;

/** The decisions about one slice: what its transaction writes and counts. */
final class RiskDecisions {
    final OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
    final List<RiskStore.Row> updates = new ArrayList<>();
    final List<RiskStore.Row> inserts = new ArrayList<>();
    final List<JournalStore.Row> journal = new ArrayList<>();
    final List<AccountEvent> events = new ArrayList<>();

    private final LevelEvents levelEvents;

    /** Nothing is decided yet. */
    RiskDecisions(LevelEvents levelEvents) {
        this.levelEvents = levelEvents;
    }

    /** Adds the new state of an account, and the changes of its level. */
    void add(RiskGroup group, RiskFold.Result result, RiskState state) {
        (result.before() == null ? inserts : updates).add(new RiskStore.Row(group.accountUuid, state));
        events.addAll(levelEvents.of(result.levelChanges()));
    }
}
