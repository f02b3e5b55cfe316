package dev.accountrisk.risk;

import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.journal.JournalStore;
import java.util.ArrayList;
import java.util.List;

/** The rows to write for decided risk updates. */
final class RiskDecisions {
    final List<RiskStore.Row> updates = new ArrayList<>();
    final List<RiskStore.Row> inserts = new ArrayList<>();
    final List<JournalStore.Row> journal = new ArrayList<>();

    /** Adds the new state of an account. Call it for the accounts in the order of their keys. */
    void add(RiskGroup group, RiskFold.Result result, RiskState state) {
        (result.before() == null ? inserts : updates).add(new RiskStore.Row(group.accountUuid, state));
    }
}
