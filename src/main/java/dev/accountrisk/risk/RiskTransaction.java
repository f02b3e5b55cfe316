package dev.accountrisk.risk;

import dev.accountrisk.account.RiskEntry;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.journal.AccountKey;
import dev.accountrisk.journal.JournalStore;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.parking.ParkedBefore;
import dev.accountrisk.parking.ParkedStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a transaction does with the slices of one partition or of several: one statement for each table. */
final class RiskTransaction {
    private final RiskSettings settings;
    private final Supplier<RiskPolicy> policy;
    private final RiskStore store = new RiskStore();
    private final JournalStore journal = new JournalStore();
    private final ParkedStore parked;
    private final Outbox outbox;
    private final StepClock clock;

    RiskTransaction(RiskSettings settings, Supplier<RiskPolicy> policy, Outbox outbox, StepClock clock) {
        this.settings = settings;
        this.policy = policy;
        this.parked = new ParkedStore(outbox);
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Reads, decides and writes. No account is in two plans. */
    List<OutcomeCounts> applyInTx(Connection connection, List<RiskPlan> plans, SliceStep.Trust trust)
            throws SQLException {
        boolean lockAll = trust == SliceStep.Trust.LOCK_AND_LOOK;
        for (RiskPlan plan : plans) {
            plan.begin();
            if (lockAll) {
                plan.remembered().forgetAll();
            }
        }
        RiskGroup[] groups = sorted(plans);
        loadInTx(connection, groups, lockAll);
        Set<AccountKey> knownIds = knownIdsInTx(connection, groups);
        clock.done(EngineStep.LOAD);
        RiskDecisions decided = decide(groups, knownIds);
        clock.done(EngineStep.DECIDE);
        writeInTx(connection, plans, decided);
        clock.done(EngineStep.WRITE);
        return plans.stream().map(plan -> plan.tally().counts()).toList();
    }

    /** The accounts of all plans in the order of their keys: they are locked and written in that order. */
    private static RiskGroup[] sorted(List<RiskPlan> plans) {
        return plans.size() == 1
                ? plans.getFirst().groups()
                : IdOrder.sorted(plans.stream().flatMap(plan -> Arrays.stream(plan.groups())).toList(),
                        RiskGroup::accountUuid, RiskGroup[]::new);
    }

    private void loadInTx(Connection connection, RiskGroup[] groups, boolean lockAll) throws SQLException {
        List<String> toLock = new ArrayList<>();
        List<String> toRead = new ArrayList<>();
        for (RiskGroup group : groups) {
            group.before = null;
            if (lockAll || group.plan.takesLockedLane(group)) {
                toLock.add(group.accountUuid);
            } else {
                group.before = group.plan.remembered().get(group.accountUuid);
                if (group.before == null) {
                    toRead.add(group.accountUuid);
                }
            }
        }
        Map<String, RiskState> stored = new HashMap<>();
        store.readInTx(connection, toLock, true, stored);
        store.readInTx(connection, toRead, false, stored);
        if (stored.isEmpty()) {
            return;
        }
        for (RiskGroup group : groups) {
            if (group.before == null) {
                group.before = stored.get(group.accountUuid);
            }
        }
    }

    private Set<AccountKey> knownIdsInTx(Connection connection, RiskGroup[] groups) throws SQLException {
        List<AccountKey> asked = new ArrayList<>();
        for (RiskGroup group : groups) {
            if (group.adds()) {
                group.additionOffsets.keySet().forEach(id -> asked.add(new AccountKey(group.accountUuid, id)));
            }
        }
        Set<AccountKey> known = new HashSet<>();
        journal.additionsInTx(connection, asked.stream().sorted().toList(), known::add);
        return known;
    }

    private RiskDecisions decide(RiskGroup[] groups, Set<AccountKey> knownIds) {
        RiskDecisions decided = new RiskDecisions();
        RiskPolicy inForce = policy.get();
        for (RiskGroup group : groups) {
            RiskFold.Result result = RiskFold.fold(group.before, group.updates(), known(group, knownIds), inForce,
                    settings.order());
            result.outcomes().forEach(group.plan.tally()::add);
            group.after = result.after();
            if (group.after != null && result.changed()) {
                decided.add(group, result, group.after);
                group.plan.addEvents(settings.levelEvents().of(result.levelChanges()));
                for (RiskEntry entry : result.entries()) {
                    decided.journal.add(new JournalStore.RiskRow(entry, group.plan.slice().source(),
                            group.offsetOf(entry.update().eventId())));
                }
            }
        }
        return decided;
    }

    private static Set<String> known(RiskGroup group, Set<AccountKey> knownIds) {
        if (!group.adds() || knownIds.isEmpty()) {
            return Set.of();
        }
        Set<String> known = new HashSet<>(group.additionOffsets.keySet());
        known.removeIf(id -> !knownIds.contains(new AccountKey(group.accountUuid, id)));
        return known;
    }

    private void writeInTx(Connection connection, List<RiskPlan> plans, RiskDecisions decided) throws SQLException {
        store.updateInTx(connection, decided.updates);
        store.insertInTx(connection, decided.inserts);
        journal.insertInTx(connection, decided.journal);
        parked.insertInTx(connection, notParkedBeforeInTx(connection, plans));
        outbox.appendEventsInTx(connection, plans.stream().map(RiskPlan::events).toList());
    }

    private List<ParkedStore.Row> notParkedBeforeInTx(Connection connection, List<RiskPlan> plans)
            throws SQLException {
        List<ParkedStore.Row> toPark = plans.stream().flatMap(plan -> plan.toPark().stream()).toList();
        if (toPark.isEmpty()) {
            return toPark;
        }
        ParkedBefore before = parked.parkedBeforeInTx(connection, plans.stream()
                .filter(plan -> !plan.toPark().isEmpty())
                .<Slice<?>>map(RiskPlan::slice)
                .toList());
        return toPark.stream().filter(row -> before.stateOf(row.source(), row.record().offset()) == null).toList();
    }
}
