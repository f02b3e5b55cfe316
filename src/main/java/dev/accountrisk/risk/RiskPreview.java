package dev.accountrisk.risk;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.release.PreviewedRecord.Change;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Folds risk updates over the stored row, and writes nothing. */
final class RiskPreview {
    private final RiskSettings settings;
    private final Supplier<RiskPolicy> policy;
    private final RiskStore store = new RiskStore();
    private final JournalStore journal = new JournalStore();

    RiskPreview(RiskSettings settings, Supplier<RiskPolicy> policy) {
        this.settings = settings;
        this.policy = policy;
    }

    /** What becomes of one update. */
    record Foreseen(Outcome outcome, List<Change> changes, List<AccountEvent> events) {}

    /** One for each update of an account, in their order. */
    List<Foreseen> foreseeInTx(Connection connection, String account, List<RiskUpdate> updates) throws SQLException {
        Map<String, RiskState> stored = new HashMap<>();
        store.readInTx(connection, List.of(account), false, stored);
        RiskState before = stored.get(account);
        Set<String> known = knownInTx(connection, account, updates);
        RiskPolicy inForce = policy.get();
        RiskFold.Result whole = RiskFold.fold(before, updates, known, inForce, settings.order());
        List<AccountEvent.RiskLevelChanged> sent = settings.levelEvents().of(whole.levelChanges());
        List<Foreseen> foreseen = new ArrayList<>();
        RiskState was = before;
        int changed = 0;
        for (int index = 0; index < updates.size(); index++) {
            // the state after a record is that of the fold that ends with it
            RiskFold.Result upTo = RiskFold.fold(before, updates.subList(0, index + 1), known, inForce,
                    settings.order());
            foreseen.add(new Foreseen(whole.outcomes().get(index), changes(was, upTo.after()),
                    sentOf(sent, whole.levelChanges().subList(changed, upTo.levelChanges().size()))));
            was = upTo.after();
            changed = upTo.levelChanges().size();
        }
        return foreseen;
    }

    private Set<String> knownInTx(Connection connection, String account, List<RiskUpdate> updates)
            throws SQLException {
        List<AccountKey> additions = updates.stream()
                .filter(update -> update.type() == RiskUpdate.Type.ADD)
                .map(update -> new AccountKey(account, update.eventId()))
                .distinct()
                .sorted()
                .toList();
        Set<String> known = new HashSet<>();
        journal.additionsInTx(connection, additions, key -> known.add(key.id()));
        return known;
    }

    private static List<Change> changes(@Nullable RiskState was, @Nullable RiskState is) {
        List<Change> changes = new ArrayList<>();
        add(changes, "risk", risk(was), risk(is));
        add(changes, "level", level(was), level(is));
        return changes;
    }

    private static void add(List<Change> changes, String what, String was, String is) {
        if (!was.equals(is)) {
            changes.add(new Change(what, was, is));
        }
    }

    private static String risk(@Nullable RiskState state) {
        return Double.toString(state == null ? 0 : state.risk());
    }

    private static String level(@Nullable RiskState state) {
        return (state == null ? RiskLevel.LOW : state.level()).name();
    }

    /** Which of the events that leave belong to these changes. */
    private static List<AccountEvent> sentOf(List<AccountEvent.RiskLevelChanged> sent,
            List<AccountEvent.RiskLevelChanged> changes) {
        return sent.stream()
                .filter(event -> changes.stream().anyMatch(change -> change.place().equals(event.place())))
                .<AccountEvent>map(event -> event)
                .toList();
    }
}
