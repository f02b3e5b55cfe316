package dev.accountrisk.risk;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that each addition is in the journal and that no row is older than any of its account's {@code SET}s. */
final class RiskEffectCheck implements EffectCheck<RiskUpdate> {
    private final RiskOrder order;
    private final JournalStore journal = new JournalStore();
    private final RiskStore store = new RiskStore();

    RiskEffectCheck(RiskOrder order) {
        this.order = order;
    }

    @Override
    public void checkInTx(Connection connection, List<RiskUpdate> updates, Findings findings) throws SQLException {
        Set<AccountKey> additions = new TreeSet<>();
        Map<String, List<RiskUpdate>> sets = new TreeMap<>();
        for (RiskUpdate update : updates) {
            switch (update.type()) {
                case ADD -> additions.add(new AccountKey(update.accountUuid(), update.eventId()));
                case SET -> sets.computeIfAbsent(update.accountUuid(), any -> new ArrayList<>()).add(update);
            }
        }
        checkAdditionsInTx(connection, additions, findings);
        checkSetsInTx(connection, sets, findings);
    }

    private void checkAdditionsInTx(Connection connection, Set<AccountKey> additions, Findings findings)
            throws SQLException {
        Set<AccountKey> missing = new TreeSet<>(additions);
        journal.additionsInTx(connection, List.copyOf(additions), missing::remove);
        missing.forEach(key -> findings.differs("account_entry", key.accountUuid() + " " + key.id(),
                "there is no entry for it"));
    }

    private void checkSetsInTx(Connection connection, Map<String, List<RiskUpdate>> sets, Findings findings)
            throws SQLException {
        Map<String, RiskState> stored = new HashMap<>();
        store.readInTx(connection, List.copyOf(sets.keySet()), false, stored);
        sets.forEach((account, updates) -> {
            RiskState state = stored.get(account);
            if (state == null) {
                findings.differs("account_risk", account, "there is no row");
                return;
            }
            updates.stream()
                    .filter(update -> order.compare(update, state) > 0)
                    .findFirst()
                    .ifPresent(update -> findings
                            .differs("account_risk", account,
                                    "it is at " + state.occurredAtMillis() + " " + state.lastEventId()
                                            + ", older than " + update.occurredAtMillis() + " " + update.eventId()));
        });
    }
}
